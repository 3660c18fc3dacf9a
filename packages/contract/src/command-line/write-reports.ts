import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { htmlReport } from '../report/html.js'
import { junitReport } from '../report/junit.js'
import type { Report } from '../report/report.js'
import { textReport } from '../report/text.js'

/** Prints a report, and writes the files that were asked for. */
export function writeReports(report: Report, { junit, html }: { junit?: string; html?: string }): void {
  if (junit !== undefined) write(junit, junitReport(report))
  if (html !== undefined) write(html, htmlReport(report))
  console.log(textReport(report))
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true })
  writeFileSync(file, text)
}
