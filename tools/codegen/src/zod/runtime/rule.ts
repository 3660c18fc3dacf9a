import * as z from 'zod'
import { type Broken, sentenceFor } from './messages.gen.js'

/** A rule of the document over a value as a whole. */
export interface Rule {
  name: string
  message?: string
  /** The member the message is about. */
  at?: string
  /** Whether the rule applies. */
  when?: (value: any) => boolean
  test: (value: any) => boolean
  /** Defaults of the members that the message names. */
  defaults?: Record<string, unknown>
}

/** The rule as a check of a zod schema. */
export function ruleCheck({ name, message, at, when, test, defaults }: Rule): z.core.$ZodCheck<any> {
  return check(when ? (value) => !when(value) || test(value) : test, { rule: name, message, defaults }, at?.split('.'))
}

/** A zod check that reports a broken rule. */
export function check<Value>(test: (value: Value) => boolean, broken: Broken, path: string[] = []): z.core.$ZodCheck<Value> {
  return z.refine<Value>(test, { error: (issue) => sentenceFor(broken, issue as never), params: { ...broken }, path }) as never
}

// What compiled rules call.

export function isObject(value: unknown): value is Record<string, any> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

/** Length in characters, as JSON Schema counts. */
export function lengthOf(value: string): number {
  let length = 0
  for (const _ of value) length++
  return length
}

/** Whether a value fits a schema. */
export function fits(schema: z.ZodType, value: unknown): boolean {
  return schema.safeParse(value).success
}
