import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const TRAIN = fileURLToPath(new URL('../training/train.py', import.meta.url))
const PYTHON = '/usr/bin/python3'

/** Debian's python3-torch and python3-numpy are not among what npm installs. */
const hasTorch = spawnSync(PYTHON, ['-c', 'import numpy, torch']).status === 0

describe('training', () => {
  it.skipIf(!hasTorch)(
    'of a tiny network for a minute makes its loss fall',
    () => {
      const { status, stdout, stderr } = spawnSync(PYTHON, [TRAIN, '--smoke'], { encoding: 'utf8' })
      expect(status, stdout + stderr).toBe(0)
    },
    300_000,
  )
})
