import type { Context, Node, Rule } from '../rule.ts'
import { insteadOf, schemaKeywords } from '../schema-keywords.ts'

/** Only keywords that every validator treats alike. */
export const onlyAllowedKeywords: Rule = () => ({
  Schema(schema: Node, { report, location }: Context) {
    for (const key of Object.keys(schema)) {
      if (key === '$ref' || key.startsWith('x-') || schemaKeywords.includes(key)) continue
      // YAML reads `{ description: one, two }` as the key `description` and an empty key `two`.
      const fix =
        schema[key] === null
          ? 'a comma in an unquoted text between braces starts a new key: quote the text'
          : (insteadOf[key] ?? 'spec/README.md lists the keywords that may be used')
      report({ message: `'${key}' is no keyword of the allow-list: ${fix}.`, location: location.child(key).key() })
    }
  },
})
