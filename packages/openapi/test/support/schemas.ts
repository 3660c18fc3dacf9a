import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'

/** Compiles schemas of a document, with what they refer to. */
export function compiler(document: any): (schema: any) => ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
  ajv.addSchema({ $id: 'document', components: { schemas: rebased(document.components.schemas) } })
  return (schema) => ajv.compile(rebased(schema))
}

/** References as Ajv finds them: from the document, wherever they stand. */
function rebased(schema: any): any {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"document#/components/'))
}
