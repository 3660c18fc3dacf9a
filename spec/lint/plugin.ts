import { extensions, extensionTypes } from './extensions.ts'
import type { Rule } from './rule.ts'
import { componentNames } from './rules/component-names.ts'
import { deprecatedFlag } from './rules/deprecated-flag.ts'
import { enumDirection } from './rules/enum-direction.ts'
import { exactIntegers } from './rules/exact-integers.ts'
import { knownExtensions } from './rules/known-extensions.ts'
import { namedRules } from './rules/named-rules.ts'
import { noCallbacks } from './rules/no-callbacks.ts'
import { operationFacts } from './rules/operation-facts.ts'
import { operationId } from './rules/operation-id.ts'
import { propertyDescription } from './rules/property-description.ts'
import { refStandsAlone } from './rules/ref-stands-alone.ts'
import { requiredExamples } from './rules/required-examples.ts'
import { ruleFields } from './rules/rule-fields.ts'
import { onlyAllowedKeywords } from './rules/schema-keywords.ts'
import { sourcesFile } from './rules/sources-file.ts'
import { taskLinks } from './rules/task-links.ts'
import { valueTypes } from './rules/value-types.ts'

/** The house rules, by the name redocly.yaml switches them on with (`kling/<name>`). */
export const rules: Record<string, Rule> = {
  'component-names': componentNames,
  'deprecated-flag': deprecatedFlag,
  'enum-direction': enumDirection,
  'exact-integers': exactIntegers,
  'known-extensions': knownExtensions,
  'named-rules': namedRules,
  'no-callbacks': noCallbacks,
  'operation-facts': operationFacts,
  'operation-id': operationId,
  'property-description': propertyDescription,
  'ref-stands-alone': refStandsAlone,
  'required-examples': requiredExamples,
  'rule-fields': ruleFields,
  'schema-keywords': onlyAllowedKeywords,
  'sources-file': sourcesFile,
  'task-links': taskLinks,
  'value-types': valueTypes,
}

/** A Redocly plugin: the rules, and the shapes of our extensions for its rule `struct`. */
export default function plugin() {
  return {
    id: 'kling',
    rules: { oas3: rules },
    typeExtension: {
      oas3: (types: Record<string, any>) => ({
        ...types,
        ...extensionTypes,
        ...Object.fromEntries(
          Object.entries(extensions).map(([name, known]) => [name, { ...types[name], properties: { ...types[name].properties, ...known } }]),
        ),
        Example: { ...types['Example'], properties: { ...types['Example'].properties, ...extensions['Example'] }, required: ['x-kling-origin'] },
      }),
    },
  }
}
