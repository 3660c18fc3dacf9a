/** Drawn here, on a grid of 16. */
const shapes = {
  play: 'M5 3.2v9.6L12.8 8z',
  pause: 'M4.5 3h2.4v10H4.5zM9.1 3h2.4v10H9.1z',
  clock: 'M8 1.6a6.4 6.4 0 1 0 0 12.8A6.4 6.4 0 0 0 8 1.6m0 1.4a5 5 0 1 1 0 10A5 5 0 0 1 8 3m-.7 1.8v3.6l2.6 1.6.7-1.2-1.9-1.1V4.8z',
  sun: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M7.3 1h1.4v2.2H7.3zm0 11.8h1.4V15H7.3zM1 7.3h2.2v1.4H1zm11.8 0H15v1.4h-2.2zM2.6 3.6l1-1 1.5 1.6-1 1zm8.3 8.3 1-1 1.5 1.5-1 1zm0-7.7 1.5-1.6 1 1-1.5 1.6zM2.6 12.4l1.5-1.5 1 1-1.5 1.5z',
  moon: 'M6.2 1.8a6.4 6.4 0 1 0 8 8A5.6 5.6 0 0 1 6.2 1.8',
  half: 'M8 1.6a6.4 6.4 0 1 0 0 12.8A6.4 6.4 0 0 0 8 1.6M8 3v10A5 5 0 0 1 8 3',
  check: 'm6.4 12.3-4-4 1.1-1.1 2.9 2.9 6.1-6.4 1.1 1z',
  cross: 'm3.6 2.6 4.4 4.3 4.4-4.3 1 1L9.1 8l4.3 4.4-1 1L8 9.1l-4.4 4.3-1-1L6.9 8 2.6 3.6z',
  step: 'M3 3.2v9.6L9.6 8zM10.6 3h2v10h-2z',
  copy: 'M5 1.8h8.2V10h-1.6V3.4H5zM2.8 5H10v9.2H2.8zm1.5 1.5v6.2h4.2V6.5z',
  down: 'm3.2 5.6 4.8 4.8 4.8-4.8 1 1L8 12.4 2.2 6.6z',
  back: 'M10.4 2.2 4.6 8l5.8 5.8 1-1L6.6 8l4.8-4.8z',
  trash: 'M6 1.5h4l.6 1.2h3v1.5H2.4V2.7h3zM3.5 5.3h9l-.7 9.2H4.2zm2.4 1.5.3 6.2h1.1L7.1 6.8zm3 0-.2 6.2h1.1l.3-6.2z',
  warn: 'M8 1.4 15.2 14H.8zM7.3 6v4h1.4V6zm0 5v1.4h1.4V11z',
  again: 'M8 2.2a5.8 5.8 0 0 1 4.6 2.3V2.4H14v4.7H9.3V5.7h2.4A4.3 4.3 0 1 0 12.2 9h1.5A5.8 5.8 0 1 1 8 2.2',
} as const

export type IconName = keyof typeof shapes

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={shapes[name]} fill="currentColor" fillRule="evenodd" />
    </svg>
  )
}
