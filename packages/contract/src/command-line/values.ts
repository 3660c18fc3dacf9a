import { gatewayNames } from '@klingkit/openapi/runtime'
import { InvalidArgumentError, Option } from 'commander'

/** Argument parser for a number that is not below `least`. */
export function numberFrom(least: number): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text)
    if (!Number.isFinite(value) || value < least) throw new InvalidArgumentError(`Expected a number from ${least}.`)
    return value
  }
}

/** Argument parser for an option that may be repeated. */
export function another(text: string, before: string[] | undefined): string[] {
  return [...(before ?? []), text]
}

export function gatewayOption(): Option {
  return new Option('--gateway <name>', 'whose document is held against').choices(gatewayNames).default('official')
}

export function reportOptions(): [Option, Option] {
  return [new Option('--junit <file>', 'write the report as JUnit XML, too'), new Option('--html <file>', 'write the report as a page, too')]
}
