import type { Verdict } from './verdict.ts'

/** What the rules say of the body, in words: the same as the marks in the editor. */
export function Findings({ verdict }: { verdict: Verdict | undefined }) {
  const issues = verdict?.issues ?? []
  const warnings = verdict?.warnings ?? []
  const fine = verdict && !verdict.broken && issues.length + warnings.length === 0
  return (
    <div className="findings" aria-live="polite">
      {!verdict && <p className="hint">Checking…</p>}
      {verdict?.broken && (
        <p className="mark refused">
          <strong>No JSON</strong>
          <span>{verdict.broken}</span>
        </p>
      )}
      {fine && <p className="fine">All documented rules are kept.</p>}
      {issues.map(({ path, rule, message }) => (
        <p key={`${path} ${rule}`} className="mark refused">
          <strong>Refused</strong>
          <code>{path}</code>
          <code className="mark-rule">{rule}</code>
          <span>{message}</span>
        </p>
      ))}
      {warnings.map(({ path, message }) => (
        <p key={path} className="mark unknown">
          <strong>Ignored</strong>
          <code>{path}</code>
          <span>{message}</span>
        </p>
      ))}
    </div>
  )
}
