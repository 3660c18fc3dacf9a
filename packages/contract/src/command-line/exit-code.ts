/** What the process ends with: the contract is kept, it is broken, or nobody could tell. */
export const exitCodes = { kept: 0, broken: 1, failed: 2 } as const
