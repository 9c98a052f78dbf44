import { type Message, verbatim } from '@trueline/annotation'
import type { z } from 'zod'
import { modelTexts } from '../modelTexts.ts'

/** What a rule of our own asks for, kept with the issue that it makes. */
export function expecting(expected: Message): { readonly params: { readonly expected: Message } } {
  return { params: { expected } }
}

/** What a manifest's field should have been. */
export function expectedOf(issue: z.core.$ZodIssue): Message {
  switch (issue.code) {
    case 'invalid_type':
      return typeText(issue.expected)
    case 'invalid_value':
      return oneOf(issue.values)
    case 'too_small':
      return leastOf(issue)
    case 'too_big':
      return mostOf(issue)
    case 'unrecognized_keys':
      return modelTexts.knownField
    case 'invalid_union':
      return unionOf(issue)
    case 'custom':
      // Only `expecting` makes these.
      return issue.params?.expected as Message
    default:
      return verbatim(issue.message)
  }
}

function leastOf({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): Message {
  const least = String(minimum)
  if (origin === 'string') return modelTexts.someText
  if (origin === 'array') return modelTexts.atLeastOf({ least })
  return inclusive === false ? modelTexts.above({ least }) : modelTexts.atLeast({ least })
}

function mostOf({ origin, maximum, inclusive }: z.core.$ZodIssueTooBig): Message {
  const most = String(maximum)
  if (origin === 'array') return modelTexts.atMostOf({ most })
  return inclusive === false ? modelTexts.below({ most }) : modelTexts.atMost({ most })
}

function unionOf(issue: z.core.$ZodIssueInvalidUnion): Message {
  const options = 'options' in issue ? (issue.options ?? []) : []
  return options.length === 0 ? verbatim(issue.message) : oneOf(options)
}

function oneOf(values: readonly unknown[]): Message {
  return modelTexts.oneOf({ values: values.map((value) => String(value)).join(', ') })
}

function typeText(type: string): Message {
  switch (type) {
    case 'string':
      return modelTexts.text
    case 'number':
      return modelTexts.aNumber
    case 'int':
      return modelTexts.wholeNumber
    case 'array':
    case 'tuple':
      return modelTexts.list
    case 'object':
      return modelTexts.object
    default:
      return verbatim(type)
  }
}
