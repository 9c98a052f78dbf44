/** The codec's id. */
export const DGP = 'dgp'
