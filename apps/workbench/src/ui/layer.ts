import { createContext } from 'react'

/** The element that hints are put into: an open dialog, over which nothing outside of it shows; `null`: the page. */
export const LayerContext = createContext<HTMLElement | null>(null)
