import type { Pin } from '../../review/pins.ts'
import type { Orbit } from './orbit.ts'
import styles from './pins3d.module.css'

/** The remarks of the frame, over the 3D view. */
export type Pins3d = {
  readonly show: (pins: readonly Pin[], orbit: Orbit) => void
  readonly dispose: () => void
}

/** Pins over a pane; none at first. A click on one is told. */
export function createPins3d(pane: HTMLElement, onChoose: (pin: Pin) => void): Pins3d {
  const layer = document.createElement('div')
  layer.className = styles.layer ?? ''
  pane.append(layer)
  let shown: readonly Pin[] = []
  return {
    show(pins, orbit) {
      if (pins !== shown) {
        shown = pins
        layer.replaceChildren(...pins.map((pin) => pinElement(pin, onChoose)))
      }
      for (const [index, { at }] of pins.entries()) {
        const element = layer.children[index] as HTMLElement
        const pixel = at.kind === 'ego' ? orbit.pixelOf(at.point) : null
        element.hidden = pixel === null
        if (pixel === null) continue
        element.style.transform = `translate(${Math.round(pixel[0])}px, ${Math.round(pixel[1])}px) translate(-50%, -100%)`
      }
    },
    dispose: () => layer.remove(),
  }
}

function pinElement(pin: Pin, onChoose: (pin: Pin) => void): HTMLElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = styles.pin ?? ''
  button.dataset.testid = 'pin'
  button.dataset.state = pin.remark.state
  button.title = pin.remark.thread.map(({ text }) => text).join('\n')
  button.tabIndex = -1
  button.addEventListener('click', () => onChoose(pin))
  return button
}
