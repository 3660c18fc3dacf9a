/** Something that another attempt may cure: no connection, a broken one, an answer that asks to come back. */
export class PassingFailure extends Error {}
