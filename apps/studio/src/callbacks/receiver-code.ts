/** A receiver of callbacks as an application has it, ready to run in Node; it makes the same check. */
export function receiverCode(signed: boolean): string {
  const trust = signed ? 'secret: process.env.KLING_WEBHOOK_SECRET,' : 'dangerouslyAcceptUnsigned: true,'
  return [
    "import { createServer } from 'node:http'",
    "import { callbackHandler, nodeListener } from '@klingkit/client/callbacks'",
    '',
    signed
      ? '// The webhook secret of this mock; against the real service, that of the console.'
      : '// This mock does not sign. Where callbacks are signed, give the secret instead.',
    'const handle = callbackHandler({',
    `  ${trust}`,
    '  onEvent: (event) => console.log(event.id, event.outcome),',
    '})',
    'createServer(nodeListener(handle)).listen(8787)',
    "// Then create a task with callback_url: 'http://127.0.0.1:8787/'",
  ].join('\n')
}
