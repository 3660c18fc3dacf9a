import { CopyButton } from './copy-button.tsx'

/** Code to be taken along. */
export function Code({ text, what }: { text: string; what: string }) {
  return (
    <div className="code">
      <CopyButton text={text} label="Copy" what={what} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled by keyboard. */}
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
    </div>
  )
}
