import {
  type AnnotationRecord,
  type Box2d,
  type Category,
  defaultOntology,
  type Message,
  meaningOf,
  type Ontology,
  ontologyFor,
  type Track,
  verbatim,
} from '@trueline/annotation'
import { BadInputError, type ImportedClip, type Notice } from '@trueline/formats'
import type { UnknownCategory } from './importResult.ts'
import { importTexts } from './importTexts.ts'

/** What a source's categories are to be called: ours by theirs. */
export type CategoryMapping = { readonly [theirs: string]: string }

/** What a mapping is applied with. */
type Told = {
  readonly mapping: CategoryMapping
  /** Where the mapping comes from, for what is refused. */
  readonly file: string
  /** The categories labels may have; `null`: those we know. */
  readonly ontology: Ontology | null
}

/**
 * The clip with its categories called as a mapping says; suggests one for each that nobody knows, and tells
 * which those are.
 *
 * @throws {BadInputError} when the mapping names a category the ontology lacks.
 */
export function mapCategories(
  imported: ImportedClip,
  told: Told,
): ImportedClip & { readonly unknown: readonly UnknownCategory[] } {
  const ours = (told.ontology ?? defaultOntology).categories
  const mapping = new Map(Object.entries(told.mapping))
  for (const [theirs, id] of mapping) refuseUnknown({ theirs, id, file: told.file }, ours)
  const called = (id: string): string => mapping.get(id) ?? id
  const { clip, records, report } = imported
  const countById = new Map<string, number>()
  for (const record of records) {
    if (!isNamed(record)) continue
    countById.set(record.category, (countById.get(record.category) ?? 0) + 1)
  }
  const unused: readonly Notice[] = [...mapping.keys()]
    .filter((theirs) => !countById.has(theirs))
    .map((theirs) => ({
      file: told.file,
      place: verbatim(`/categories/${theirs}`),
      message: importTexts.unusedCategory,
    }))
  const unknown = [...countById]
    .filter(([id]) => !mapping.has(id) && !isKnown(id, told.ontology))
    .map(([id, count]) => ({ id, count, meant: meantBy(id, told.ontology) }))
  return {
    clip: {
      ...clip,
      ontology: mapping.size === 0 ? clip.ontology : renamed(clip.ontology, called, ours),
    },
    records:
      mapping.size === 0
        ? records
        : records.map((record) =>
            isNamed(record) ? { ...record, category: called(record.category) } : record,
          ),
    report: {
      ...report,
      notices: [...report.notices, ...unused],
      suggestions: [...report.suggestions, ...unknown.map(suggestionFor)],
    },
    unknown,
  }
}

/** Whether a record has a category of its own. */
function isNamed(record: AnnotationRecord): record is Track | Box2d {
  return record.kind === 'track' || record.kind === 'box2d'
}

function refuseUnknown(
  entry: { readonly theirs: string; readonly id: string; readonly file: string },
  ours: readonly Category[],
): void {
  if (ours.some(({ id }) => id === entry.id)) return
  const { file, theirs } = entry
  const place = verbatim(`/categories/${theirs}`)
  const expected = importTexts.oneOf({ names: ours.map(({ id }) => id).join(', ') })
  throw new BadInputError({ file, place, found: verbatim(entry.id), expected })
}

/** Whether a category is the clip's or, without a clip, means one of ours. */
function isKnown(id: string, ontology: Ontology | null): boolean {
  if (ontology !== null) return ontology.categories.some((category) => category.id === id)
  // What means nothing to us is labelled by its own id in every language.
  return ontologyFor([id]).categories[0]?.label.zh !== id
}

/** The category of an ontology that means what a source's does; `null` where none does, or several do. */
function meantBy(id: string, ontology: Ontology | null): string | null {
  const meaning = meaningOf(id)
  if (meaning === null || ontology === null) return null
  const same = ontology.categories.filter((one) => meaningOf(one.id) === meaning)
  return same.length === 1 ? same[0]!.id : null
}

function suggestionFor({ id, count, meant }: UnknownCategory): Message {
  const entry = JSON.stringify({ categories: { [id]: meant ?? '…' } })
  return importTexts.unknownCategory({ count, id, entry })
}

function renamed(
  { categories, attributes }: Ontology,
  called: (id: string) => string,
  ours: readonly Category[],
): Ontology {
  const byId = new Map<string, Category>()
  for (const category of categories) {
    const id = called(category.id)
    const target = id === category.id ? category : ours.find((one) => one.id === id)
    if (target !== undefined && !byId.has(id)) byId.set(id, target)
  }
  return {
    categories: [...byId.values()],
    attributes: attributes.map((attribute) => ({
      ...attribute,
      categories: attribute.categories && [...new Set(attribute.categories.map(called))],
    })),
  }
}
