import { type Assertion, keeps } from '@klingkit/zod/rules'
import type { Ajv2020 } from 'ajv/dist/2020.js'

type Rule = Assertion & { name: string; when?: object }

/** Teaches Ajv the rules that JSON Schema cannot say, where they stand in the document. */
export function addRulesKeyword(ajv: Ajv2020): void {
  ajv.addKeyword({
    keyword: 'x-kling-rules',
    compile(rules: Rule[], _parent, context) {
      const compiled = rules.map((rule) => ({ rule, applies: rule.when && context.self.compile(rule.when) }))
      return (value: unknown) => compiled.every(({ rule, applies }) => (applies !== undefined && !applies(value)) || keeps(rule, value))
    },
  })
}
