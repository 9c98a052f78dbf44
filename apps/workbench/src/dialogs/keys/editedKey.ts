/** The key that is being changed: an action's, or a further one for it (`null`). */
export type EditedKey = { readonly actionId: string; readonly key: string | null }
