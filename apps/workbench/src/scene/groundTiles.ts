import type { Pose } from '@trueline/geometry'
import { TILE, TILE_CORNERS, type TilePicture } from '@trueline/perception'
import {
  BufferAttribute,
  BufferGeometry,
  DataTexture,
  Group,
  LinearFilter,
  LinearMipmapLinearFilter,
  Mesh,
  MeshBasicMaterial,
  SRGBColorSpace,
} from 'three'
import { setPose } from './toThree.ts'

/** The ground of a clip as pictures laid on its heights, on the GPU once and moved with the ego. */
export type GroundTiles = {
  readonly object: Group
  /** Takes pictures of tiles in world space, in the place of those that are there. */
  readonly show: (tiles: readonly TilePicture[]) => void
  /** Says where the world stands in the ego space of the frame shown; `null`: nobody knows. */
  readonly place: (egoFromWorld: Pose | null) => void
  readonly dispose: () => void
}

/** So far below its heights the ground is drawn that points and lines on it are seen; meters. */
const BELOW = 0.06
const ANISOTROPY = 8

/** No tiles. */
export function createGroundTiles(): GroundTiles {
  const object = new Group()
  object.matrixAutoUpdate = false
  const shape = { index: new BufferAttribute(indices(), 1), uv: new BufferAttribute(corners(), 2) }
  let meshes: readonly Mesh<BufferGeometry, MeshBasicMaterial>[] = []

  function drop(): void {
    for (const { geometry, material } of meshes) {
      geometry.dispose()
      material.map?.dispose()
      material.dispose()
    }
    object.clear()
    meshes = []
  }

  return {
    object,
    show(tiles) {
      drop()
      meshes = tiles.map((tile) => {
        const geometry = new BufferGeometry()
        geometry.setIndex(shape.index)
        geometry.setAttribute('uv', shape.uv)
        geometry.setAttribute('position', new BufferAttribute(positions(tile), 3))
        return new Mesh(geometry, materialOf(tile))
      })
      for (const mesh of meshes) object.add(mesh)
    },
    place(egoFromWorld) {
      object.visible = egoFromWorld !== null
      if (egoFromWorld === null) return
      setPose(object.matrix, egoFromWorld)
      object.matrixWorldNeedsUpdate = true
    },
    dispose: drop,
  }
}

function materialOf({ pixels }: TilePicture): MeshBasicMaterial {
  const side = Math.sqrt(pixels.length / 4)
  const map = new DataTexture(new Uint8Array(pixels.buffer), side, side)
  map.colorSpace = SRGBColorSpace
  map.magFilter = LinearFilter
  map.minFilter = LinearMipmapLinearFilter
  map.generateMipmaps = true
  map.anisotropy = ANISOTROPY
  map.needsUpdate = true
  return new MeshBasicMaterial({ map, alphaTest: 0.5, toneMapped: false })
}

function positions({ minX, minY, heights }: TilePicture): Float32Array {
  const at = new Float32Array(3 * heights.length)
  heights.forEach((height, corner) => {
    const column = corner % TILE_CORNERS
    const row = Math.floor(corner / TILE_CORNERS)
    const place = [
      minX + (column / (TILE_CORNERS - 1)) * TILE,
      minY + (row / (TILE_CORNERS - 1)) * TILE,
      height - BELOW,
    ]
    at.set(place, 3 * corner)
  })
  return at
}

/** Where in its picture each corner of the grid lies. */
function corners(): Float32Array {
  return Float32Array.from({ length: 2 * TILE_CORNERS * TILE_CORNERS }, (_, at) => {
    const corner = at >> 1
    const along = at % 2 === 0 ? corner % TILE_CORNERS : Math.floor(corner / TILE_CORNERS)
    return along / (TILE_CORNERS - 1)
  })
}

/** Two triangles for each square of the grid, seen from above. */
function indices(): Uint16Array {
  const all: number[] = []
  for (let row = 0; row < TILE_CORNERS - 1; row++) {
    for (let column = 0; column < TILE_CORNERS - 1; column++) {
      const at = row * TILE_CORNERS + column
      all.push(at, at + 1, at + TILE_CORNERS, at + 1, at + TILE_CORNERS + 1, at + TILE_CORNERS)
    }
  }
  return Uint16Array.from(all)
}
