import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** The colours of the page, which reach into the shadow root as variables. */
export const editorLook = [
  EditorView.theme({
    '&': {
      color: 'var(--text)',
      backgroundColor: 'var(--sunken)',
      fontSize: '12.5px',
      borderRadius: '6px',
      border: '1px solid var(--line-strong)',
      maxHeight: '46vh',
    },
    '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-1px' },
    '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55', overflow: 'auto' },
    '.cm-content': { caretColor: 'var(--text)', padding: '8px 0' },
    '.cm-cursor': { borderLeftColor: 'var(--text)' },
    '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--faint)', border: 'none' },
    '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { background: 'var(--selected)' },
    '.cm-matchingBracket': { backgroundColor: 'var(--selected)', outline: 'none' },
    '.cm-tooltip': { backgroundColor: 'var(--raised)', color: 'var(--text)', border: '1px solid var(--line-strong)', borderRadius: '6px' },
    '.cm-diagnostic': { padding: '6px 10px', fontFamily: 'var(--sans)', fontSize: '13px' },
    '.cm-diagnostic-error': { borderLeftColor: 'var(--bad)' },
    '.cm-diagnostic-warning': { borderLeftColor: 'var(--warn)' },
    '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--bad)' },
    '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--warn)' },
    '.cm-lint-marker': { width: '10px', height: '10px', padding: '0' },
    '.cm-lint-marker-error': { content: 'none', borderRadius: '50%', background: 'var(--bad)' },
    '.cm-lint-marker-warning': { content: 'none', borderRadius: '2px', background: 'var(--warn)' },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: tags.propertyName, color: 'var(--code-name)' },
      { tag: tags.string, color: 'var(--code-text)' },
      { tag: tags.number, color: 'var(--code-number)' },
      { tag: [tags.bool, tags.null], color: 'var(--code-word)' },
    ]),
  ),
]
