import { useState } from 'react'
import { Button } from 'react-aria-components'
import { say } from './announce.tsx'
import { Icon } from './icon.tsx'

/** Puts a text on the clipboard and says so. */
export function CopyButton({ text, label, what }: { text: string; label?: string; what: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      setTimeout(() => setCopied(false), 1500)
      say(`Copied: ${what}`)
    } catch {
      say('The browser did not allow copying; select the text and copy it by hand.', true)
    }
  }
  return (
    <Button className={label ? 'button' : 'button quiet square'} aria-label={`Copy ${what}`} onPress={copy}>
      <Icon name={copied ? 'check' : 'copy'} />
      {label}
    </Button>
  )
}
