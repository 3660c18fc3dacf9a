/** Decides the rules that JSON Schema cannot say (`x-kling-rules`), for validators that read the document themselves. */
export { type Assertion, keeps } from './generated/rules.gen.js'
