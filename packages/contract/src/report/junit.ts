import type { Outcome } from '../check/outcome.js'
import { grouped } from './grouped.js'
import type { Report } from './report.js'

/** A report in the form that CI systems read: one suite per operation. */
export function junitReport({ title, outcomes, alarm, startedAt, milliseconds }: Report): string {
  const suites = grouped(outcomes, ({ operation }) => operation).map(([operation, list]) => suiteOf(operation, list, startedAt))
  const alarmed = alarm
    ? [`  <testsuite name="run" tests="1" failures="1"><testcase classname="run" name="stopped"><failure message="${escaped(alarm)}"/></testcase></testsuite>`]
    : []
  const failures = number(outcomes, 'failed') + alarmed.length
  const head = `<testsuites name="${escaped(title)}" tests="${outcomes.length + alarmed.length}" failures="${failures}" skipped="${number(outcomes, 'skipped')}" time="${seconds(milliseconds)}">`
  return ['<?xml version="1.0" encoding="UTF-8"?>', head, ...suites, ...alarmed, '</testsuites>', ''].join('\n')
}

function suiteOf(operation: string, outcomes: Outcome[], startedAt: string): string {
  const time = seconds(outcomes.reduce((sum, { milliseconds = 0 }) => sum + milliseconds, 0))
  const head = `  <testsuite name="${escaped(operation)}" tests="${outcomes.length}" failures="${number(outcomes, 'failed')}" skipped="${number(outcomes, 'skipped')}" time="${time}" timestamp="${startedAt}">`
  return [head, ...outcomes.map(caseOf), '  </testsuite>'].join('\n')
}

function caseOf({ operation, name, line, result, findings, reason = '', milliseconds = 0 }: Outcome): string {
  const head = `    <testcase classname="${escaped(operation)}" name="${escaped(name)}" time="${seconds(milliseconds)}"`
  if (result === 'passed') return `${head}/>`
  if (result === 'skipped') return `${head}><skipped message="${escaped(reason)}"/></testcase>`
  const [first] = findings
  const all = [line, ...findings.map(({ rule, at, message }) => `${rule} at ${at}: ${message}`)].join('\n')
  return `${head}><failure type="${first!.rule}" message="${escaped(first!.message)}">${escaped(all)}</failure></testcase>`
}

function number(outcomes: Outcome[], result: Outcome['result']): number {
  return outcomes.filter((outcome) => outcome.result === result).length
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3)
}

/** Text as XML takes it; characters that XML cannot hold are left out. */
function escaped(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '').replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
