/** Drawings on a 16 × 16 grid, as the `d` of one stroked path. */
const DRAWINGS = {
  import: 'M8 2v8M4.5 6.5 8 10l3.5-3.5M2.5 10.5v3h11v-3',
  export: 'M8 10V2M4.5 5.5 8 2l3.5 3.5M2.5 10.5v3h11v-3',
  undo: 'M6 3 2.5 6.5 6 10M2.5 6.5H10a3.5 3.5 0 0 1 0 7H7',
  redo: 'M10 3l3.5 3.5L10 10M13.5 6.5H6a3.5 3.5 0 0 0 0 7h3',
  play: 'M4.5 2.8v10.4L13 8z',
  pause: 'M5 3v10M11 3v10',
  previous: 'M10 3 5 8l5 5',
  next: 'M6 3l5 5-5 5',
  first: 'M11.5 3l-5 5 5 5M4 3v10',
  last: 'M4.5 3l5 5-5 5M12 3v10',
  sun: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1.1 1.1M11.9 11.9 13 13M3 13l1.1-1.1M11.9 4.1 13 3',
  moon: 'M13 9.5A5.5 5.5 0 1 1 6.5 3 4.5 4.5 0 0 0 13 9.5',
  keyboard: 'M1.5 4h13v8h-13zM4 6.5h.01M6.7 6.5h.01M9.3 6.5h.01M12 6.5h.01M5 9.5h6',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.3 10.3l3.2 3.2',
  settings: 'M2 4.5h6M11.5 4.5H14M2 11.5h2.5M8 11.5h6M9.75 2.75v3.5M6.25 9.75v3.5',
  down: 'M4 6l4 4 4-4',
  up: 'M4 10l4-4 4 4',
  check: 'M3 8.5 6.5 12 13 4.5',
  cross: 'M4 4l8 8M12 4l-8 8',
  trash: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.5 9h6l.5-9',
  merge: 'M3 3c0 5 5 2.5 5 8M13 3c0 5-5 2.5-5 8M8 10v4M5.8 11.8 8 14l2.2-2.2',
  split: 'M8 2v4c0 4-5 3-5 8M8 6c0 4 5 3 5 8',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  turn: 'M13 8a5 5 0 1 1-1.6-3.7M13.5 2v3h-3',
  fit: 'M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3M6 6h4v4H6z',
  interpolate: 'M2 12 14 4M2 12h.01M14 4h.01M6 9.4h.01M10 6.7h.01',
  columns: 'M2 3h12v10H2zM6 3v10M10 3v10',
  layout: 'M2 2.5h12v11H2zM6 2.5v11M6 9h8',
  warning: 'M8 2 14.5 13.5h-13zM8 6.5V10M8 11.8h.01',
  folder: 'M1.5 12.5v-9h4.5l1.5 2h7v7z',
  file: 'M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3',
  cube: 'M8 1.5 14 5v6l-6 3.5L2 11V5zM2 5l6 3.5L14 5M8 8.5v6',
  person:
    'M8 2a2.75 2.75 0 1 0 0 5.5A2.75 2.75 0 0 0 8 2M2.5 14c0-3 2.5-4.5 5.5-4.5s5.5 1.5 5.5 4.5',
  tasks: 'M2 4l1.2 1.2L5.5 3M2 8.2l1.2 1.2 2.3-2.2M2 12.4l1.2 1.2 2.3-2.2M8 4.2h6M8 8.3h6M8 12.5h6',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8M8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4',
} as const

/** The name of a drawing. */
export type IconName = keyof typeof DRAWINGS

/** A drawing in the color of the text around it; decoration, so it is hidden from screen readers. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={DRAWINGS[name]} />
    </svg>
  )
}
