import { join } from 'node:path'
import type { AnnotationRecord, Lane, LaneId, Link } from '@trueline/annotation'
import { evaluateLanes, laneGraphOf } from '@trueline/evaluation'
import {
  add,
  distance,
  frechetDistance,
  nearestOnPolyline,
  type Polyline,
  type Pose,
  pointAlong,
  polylineLength,
  resamplePolyline,
  subtract,
  type Vec3,
} from '@trueline/geometry'
import { expect, test } from './fixtures.ts'
import { storedRecords } from './storedRecords.ts'
import { trueline } from './trueline.ts'
import { viewFromAbove } from './viewFromAbove.ts'

test.setTimeout(600_000)

/** In meters from where the ego drove: so far the road is compared, and so far it is fixed. */
const RANGE = 24
const FIXED_RANGE = 30
/** In meters: a lane that is further off than this is another; a corner that is nearer than the second looks right. */
const OTHER = 1
const RIGHT = 0.6
/** In meters: what is shorter of a lane within the range nobody looks at. */
const SHORTEST = 2
/** With more hands than this a road would be drawn, not fixed. */
const MOST_FIXES = 24
/** Screenshots go here, for somebody to look at; none are made without it. */
const SHOTS = process.env.TRUELINE_SHOTS

test('a proposed road is fixed by hand until it is the true one, and goes out as Lanelet2', async ({
  workbench,
  server,
  street,
  folder,
}) => {
  const { page, view3d, keys, saved, inspector } = workbench
  const clip = { url: server.url, clipId: street.clipId }
  const imported = async (path: string, name: string) => {
    const into = ['--data', join(folder, 'data'), '--name', name]
    const made = (await trueline('import', path, ...into)) as {
      readonly clipId: string
      readonly refused: readonly unknown[]
    }
    expect(made.refused).toEqual([])
    const records = [...(await storedRecords(clip.url, made.clipId)).values()]
    const { worldOrigin } = await openedClip({ ...clip, clipId: made.clipId })
    return { records, worldOrigin }
  }
  const { records: truth } = await imported(join(street.folder, 'truth'), 'truth')
  const records = async () => [...(await storedRecords(clip.url, clip.clipId)).values()]
  const lanes = async () => lanesIn(await records())
  const laneNow = async (id: LaneId) => (await lanes()).find((one) => one.id === id)!
  const { frames, worldOrigin } = await openedClip(clip)
  const drive = frames.map(({ worldFromEgo }) => flat(worldFromEgo.translation))
  const isInside = (point: Vec3): boolean => nearestOnPolyline(drive, flat(point)).distance < RANGE
  const isFixed = (point: Vec3): boolean =>
    nearestOnPolyline(drive, flat(point)).distance < FIXED_RANGE
  const inside = (line: Polyline): Polyline => resamplePolyline(line, 0.5).filter(isInside)
  const isNear = ({ centerLine }: Lane): boolean => inside(centerLine).length > 2 * SHORTEST
  const trueLanes = lanesIn(truth).filter(isNear)
  const nearLanes = async () => (await lanes()).filter(isNear)
  const scores = async () =>
    evaluateLanes(
      { reference: laneGraphOf(truth), prediction: laneGraphOf(await records()) },
      { path: drive, range: RANGE },
    )
  const shot = async (name: string) => {
    if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/${name}.png` })
  }
  const fixes = { deleted: 0, cut: 0, moved: 0, drawn: 0, linked: 0 }

  await test.step('the model proposes, and is not right', async () => {
    await keys('Control+k')
    const palette = page.getByRole('dialog', { name: 'All commands' })
    await palette.getByRole('combobox').fill('Propose lanes')
    await keys('Enter')
    await expect(page.getByText(/lanes? and \d+ lines proposed, on /)).toBeVisible({
      timeout: 240_000,
    })
    await saved()
    const { links, vertices } = await scores()
    expect(links.missed).toBeGreaterThan(0)
    expect(vertices.f1).toBeLessThan(0.9)
  })

  const hand = await viewFromAbove(workbench, {
    ...{ lanes, range: FIXED_RANGE + 2, middle: drive[drive.length >> 1]! },
  })
  await shot('proposed')

  await test.step('lanes that are none are deleted', async () => {
    for (const { id, centerLine } of await nearLanes()) {
      if (isAlong(inside(centerLine), trueLanes)) continue
      await hand.select(id)
      await keys('b')
      await saved()
      expect(await laneNow(id)).toBeUndefined()
      fixes.deleted++
    }
  })

  await test.step('lanes are cut where the true ones end', async () => {
    for (const place of trueLanes.flatMap(endsOf).filter(isInside)) {
      // A cut goes across the road, and may have been made by the one before.
      for (const { id, centerLine } of await nearLanes()) {
        const { along, distance: off } = nearestOnPolyline(centerLine, place)
        const ends = [along, polylineLength(centerLine) - along]
        const isSame = trueLanes.some((one) =>
          endsOf(one).some((end) => end === place && isSameWay(centerLine, one.centerLine, place)),
        )
        if (!isSame || off > OTHER || Math.min(...ends) < 2) continue
        const count = (await lanes()).length
        await hand.select(id)
        await inspector.getByRole('button', { name: 'Cut' }).click()
        await expect(view3d).toHaveAttribute('data-tool', 'cutLane')
        await page.mouse.click(...hand.placeOf(pointAlong(centerLine, along)))
        await expect.poll(async () => (await lanes()).length).toBeGreaterThan(count)
        await saved()
        fixes.cut++
      }
    }
    await shot('cut')
  })

  await test.step('corners that are off are moved', async () => {
    for (const { id, centerLine } of await nearLanes()) {
      const meant = meantBy(inside(centerLine), trueLanes)
      const off = async () =>
        (await laneNow(id)).centerLine.flatMap((point, index) => {
          const truest = nearestOn(point, meant)
          const isInView = isFixed(point) && hand.isSeen(point) && hand.isSeen(truest)
          return isInView && distance(truest, flat(point)) > RIGHT ? [{ index, truest }] : []
        })
      if ((await off()).length === 0) continue
      await hand.select(id)
      await inspector.getByRole('button', { name: 'Fewer corners' }).click()
      await saved()
      for (const { index, truest } of await off()) {
        const { centerLine: before } = await laneNow(id)
        const corners = await hand.corners(before.length)
        await workbench.drag(corners[index]!, hand.placeOf(truest))
        await expect
          .poll(async () => (await laneNow(id)).centerLine[index])
          .not.toEqual(before[index])
        await saved()
        fixes.moved++
      }
    }
    await shot('moved')
  })

  await test.step('lanes that are missing are drawn as curves, from end to end', async () => {
    const found = twinsOf(trueLanes, await nearLanes(), inside)
    for (const { id, centerLine } of trueLanes) {
      if (found.has(id)) continue
      const now = await nearLanes()
      await page.getByRole('button', { name: 'New lane' }).click()
      const curve = page.getByRole('button', { name: 'Curve', exact: true })
      if ((await curve.getAttribute('aria-pressed')) !== 'true') await curve.click()
      const knots = knotsOf(centerLine).map((knot) => endNear(knot, now) ?? knot)
      for (const [index, knot] of knots.entries()) {
        expect(hand.isSeen(knot)).toBe(true)
        await page.mouse.click(...hand.placeOf(knot))
        await expect(view3d).toHaveAttribute('data-draft-points', String(index + 1))
      }
      const count = (await lanes()).length
      await keys('Enter')
      await expect.poll(async () => (await lanes()).length).toBe(count + 1)
      await saved()
      fixes.drawn++
    }
    await shot('drawn')
  })

  await test.step('lanes that follow one another are linked', async () => {
    const found = twinsOf(trueLanes, await nearLanes(), inside)
    for (const link of linksIn(truth)) {
      const [from, to] = [found.get(link.from), found.get(link.to)]
      const isThere = linksIn(await records()).some(
        (one) => one.from === from?.id && one.to === to?.id,
      )
      if (from === undefined || to === undefined || isThere) continue
      await hand.select(from.id)
      await inspector.getByRole('button', { name: 'Link to …' }).click()
      const seen = inside(to.centerLine).filter(hand.isSeen)
      await page.mouse.click(...hand.placeOf(seen[seen.length >> 1]!))
      await saved()
      await keys('Escape')
      fixes.linked++
    }
    await shot('linked')
  })

  await test.step('now it is the true road', async () => {
    const { links, vertices, topLl } = await scores()
    expect(links).toMatchObject({ missed: 0, unmatched: 0 })
    expect(links.finds).toBeGreaterThan(2)
    expect(vertices.f1).toBeGreaterThan(0.97)
    expect(topLl).toBeGreaterThan(0.9)
    const hands = Object.values(fixes).reduce((sum, count) => sum + count, 0)
    expect(hands).toBeLessThanOrEqual(MOST_FIXES)
    for (const kind of ['deleted', 'cut', 'drawn'] as const) {
      expect(fixes[kind], kind).toBeGreaterThan(0)
    }
  })

  await test.step('as Lanelet2 it is the same road', async () => {
    await keys('Control+e')
    const dialog = page.getByRole('dialog', { name: 'Export' })
    await dialog.getByRole('combobox', { name: 'Format' }).selectOption('lanelet2')
    const download = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Export' }).click()
    const path = join(folder, 'road.zip')
    await (await download).saveAs(path)
    const again = await imported(path, 'again')
    const shown = await records()
    const [before, after] = [lanesIn(shown), lanesIn(again.records)]
    const shift = subtract(again.worldOrigin, worldOrigin)
    expect(after).toHaveLength(before.length)
    const twinOf = new Map(
      before.map((one) => {
        const away = (other: Lane): number =>
          frechetDistance(
            one.centerLine,
            other.centerLine.map((point) => add(point, shift)),
          )
        const twin = after.toSorted((a, b) => away(a) - away(b))[0]!
        expect(away(twin)).toBeLessThan(0.05)
        return [one.id as string, twin] as const
      }),
    )
    expect(new Set(twinOf.values()).size).toBe(before.length)
    const pairs = (links: readonly Link[], nameOf: (id: string) => string) =>
      links.map(({ from, to }) => `${nameOf(from)} ${nameOf(to)}`).toSorted()
    expect(pairs(linksIn(again.records), (id) => id)).toEqual(
      pairs(linksIn(shown), (id) => twinOf.get(id)?.id ?? id),
    )
  })
})

function lanesIn(records: readonly AnnotationRecord[]): readonly Lane[] {
  return records.filter((one): one is Lane => one.kind === 'lane' && one.state !== 'rejected')
}

/** What of the lanes shown goes on as what. */
function linksIn(records: readonly AnnotationRecord[]): readonly Link[] {
  const shown = new Set<string>(lanesIn(records).map(({ id }) => id))
  return records
    .filter((one): one is Link => one.kind === 'link' && one.linkKind === 'successor')
    .filter(({ from, to, state }) => state !== 'rejected' && shown.has(from) && shown.has(to))
}

/** What a clip is counted from: its world’s origin, and where the ego stood. */
async function openedClip(clip: { readonly url: string; readonly clipId: string }) {
  const input = encodeURIComponent(JSON.stringify({ clipId: clip.clipId }))
  const answer = await fetch(`${clip.url}/trpc/clip.open?input=${input}`)
  const { result } = (await answer.json()) as {
    result: { data: { clip: { worldOrigin: Vec3; frames: { worldFromEgo: Pose }[] } } }
  }
  return result.data.clip
}

function flat([x, y]: Vec3): Vec3 {
  return [x, y, 0]
}

function endsOf({ centerLine }: Lane): readonly [Vec3, Vec3] {
  return [centerLine[0]!, centerLine.at(-1)!]
}

/** Which way a line leads where it comes nearest to a place, seen from above. */
function wayAt(line: Polyline, place: Vec3): Vec3 {
  const level = line.map(flat)
  const { along } = nearestOnPolyline(level, flat(place))
  const [from, to] = [along - 0.5, along + 0.5].map((at) =>
    pointAlong(level, Math.min(polylineLength(level), Math.max(0, at))),
  )
  return [to![0] - from![0], to![1] - from![1], 0]
}

function isSameWay(a: Polyline, b: Polyline, place: Vec3): boolean {
  const [[ax, ay], [bx, by]] = [wayAt(a, place), wayAt(b, place)]
  return ax * bx + ay * by > 0.7 * Math.hypot(ax, ay) * Math.hypot(bx, by)
}

/** The place of a lane that is nearest to a point, seen from above. */
function nearestOn(point: Vec3, { centerLine }: Lane): Vec3 {
  return nearestOnPolyline(centerLine.map(flat), flat(point)).point
}

/** The points of a line that lie on a lane which leads the same way there. */
function pointsOn(line: Polyline, lane: Lane): Polyline {
  return line.filter((point) => {
    const isNear = distance(nearestOn(point, lane), flat(point)) < OTHER
    return isNear && isSameWay(line, lane.centerLine, point)
  })
}

/** The lane that most of a line lies on. */
function meantBy(line: Polyline, lanes: readonly Lane[]): Lane {
  const best = lanes.toSorted((a, b) => pointsOn(line, b).length - pointsOn(line, a).length)
  return best[0]!
}

/** Whether half of a line’s points and more lie on lanes that lead the same way. */
function isAlong(line: Polyline, lanes: readonly Lane[]): boolean {
  const on = new Set(lanes.flatMap((lane) => pointsOn(line, lane)))
  return on.size > 0.5 * line.length
}

/** Of true lanes the lanes that tell them, as far as they are looked at, each once: those first that are most alike. */
function twinsOf(
  trueLanes: readonly Lane[],
  lanes: readonly Lane[],
  inside: (line: Polyline) => Polyline,
): ReadonlyMap<string, Lane> {
  const level = ({ centerLine }: Lane): Polyline => inside(centerLine).map(flat)
  const pairs = trueLanes
    .flatMap((asked) =>
      lanes.map((lane) => ({ asked, lane, off: frechetDistance(level(asked), level(lane)) })),
    )
    .filter(({ off }) => off < 2 * OTHER)
    .toSorted((a, b) => a.off - b.off)
  const twins = new Map<string, Lane>()
  for (const { asked, lane } of pairs) {
    if (!twins.has(asked.id) && ![...twins.values()].includes(lane)) twins.set(asked.id, lane)
  }
  return twins
}

/** Five places along a line, from end to end. */
function knotsOf(line: Polyline): Polyline {
  const length = polylineLength(line)
  return [0, 0.25, 0.5, 0.75, 1].map((share) => pointAlong(line, share * length))
}

/** The end of a lane that people would take for a place. */
function endNear(place: Vec3, lanes: readonly Lane[]): Vec3 | undefined {
  return lanes.flatMap(endsOf).find((end) => distance(flat(end), flat(place)) < OTHER)
}
