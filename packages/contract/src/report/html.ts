import type { Outcome } from '../check/outcome.js'
import { grouped } from './grouped.js'
import type { Report } from './report.js'

/** A report as one page that needs nothing else: failures open, everything else folded, per operation. */
export function htmlReport({ title, facts, outcomes, alarm, kept, startedAt }: Report): string {
  const groups = grouped(outcomes, ({ operation }) => operation).sort(([, one], [, other]) => Number(hasFailed(other)) - Number(hasFailed(one)))
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}: ${kept ? 'kept' : 'broken'}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)} <span class="${kept ? 'passed' : 'failed'}">${kept ? 'kept' : 'broken'}</span></h1>
${alarm ? `<p class="alarm" role="alert">${escaped(alarm)}</p>` : ''}
<dl>
${[...facts, ['begun', startedAt]].map(([name, value]) => `<dt>${escaped(name!)}</dt><dd>${escaped(value!)}</dd>`).join('\n')}
</dl>
${groups.map(([operation, list]) => group(operation, list)).join('\n')}
</main>
</body>
</html>
`
}

function group(operation: string, outcomes: Outcome[]): string {
  const failed = outcomes.filter(({ result }) => result === 'failed').length
  const skipped = outcomes.filter(({ result }) => result === 'skipped').length
  const notes = [`${outcomes.length - failed - skipped} passed`, ...(failed ? [`${failed} failed`] : []), ...(skipped ? [`${skipped} not sent`] : [])].join(
    ', ',
  )
  return `<details${failed ? ' open' : ''}>
<summary><span class="${failed ? 'failed' : skipped === outcomes.length ? 'skipped' : 'passed'}">${escaped(operation)}</span> <small>${notes}</small></summary>
<table>
<thead><tr><th scope="col">Call</th><th scope="col">Must come</th><th scope="col">Status</th><th scope="col">Result</th></tr></thead>
<tbody>
${outcomes.map(row).join('\n')}
</tbody>
</table>
</details>`
}

function row({ name, line, expectation, result, findings, reason, status }: Outcome): string {
  const list = findings.map(({ rule, at, message }) => `<li><b>${rule}</b> at <code>${escaped(at)}</code>: ${escaped(message)}</li>`).join('')
  const detail = reason ? escaped(reason) : list ? `<ul>${list}</ul>` : ''
  return `<tr><td>${escaped(name)}<br><code>${escaped(line)}</code></td><td>${expectation}</td><td>${status ?? ''}</td><td><span class="${result}">${result === 'skipped' ? 'not sent' : result}</span> ${detail}</td></tr>`
}

function hasFailed(outcomes: Outcome[]): boolean {
  return outcomes.some(({ result }) => result === 'failed')
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
main { max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem }
dt { opacity: .7 } dd { margin: 0; overflow-wrap: anywhere }
details { border: 1px solid #8886; border-radius: .5rem; margin: .5rem 0; padding: .5rem 1rem }
summary { cursor: pointer }
table { border-collapse: collapse; width: 100%; font-size: .875rem }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border-top: 1px solid #8883; overflow-wrap: anywhere }
td:first-child { width: 40% }
code { font-size: .8125rem } ul { margin: 0; padding-left: 1rem }
.passed { color: light-dark(#15692f, #6fd58b) } .failed { color: light-dark(#b3261e, #ff8a80) } .skipped { color: light-dark(#555, #aaa) }
.alarm { border: 2px solid light-dark(#b3261e, #ff8a80); border-radius: .5rem; padding: .5rem 1rem; font-weight: 600 }`
