/**
 * What became of a label: a pre-label is `proposed`, then `accepted`, `fixed` or `rejected`; what people
 * add is `added`; `final` is frozen. A rejected one is no label: it is kept, and neither shown nor exported.
 */
export type ReviewState = 'proposed' | 'accepted' | 'fixed' | 'rejected' | 'added' | 'final'
