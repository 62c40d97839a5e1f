import type { BoardElement } from '@api/events'

const shapes = new Set('rectangle diamond ellipse arrow line freedraw text image frame'.split(' '))
/** Beyond this the editor's arithmetic fails. */
const maxCoordinate = 1e7
const maxPoints = 20_000

/**
 * Whether an element can be drawn. The server keeps what members send without reading it, so anything may arrive:
 * what would break the editor, or would show other people's pages in it, stays out.
 */
export function isPlausible(element: BoardElement): boolean {
  return (
    shapes.has(String(element.type)) &&
    ['x', 'y', 'width', 'height'].every((name) => isCoordinate(element[name])) &&
    isAbsentOr(element.angle, isCoordinate) &&
    isAbsentOr(element.index, isText) &&
    isAbsentOr(element.link, isText) &&
    isAbsentOr(element.groupIds, (value) => isListOf(value, isText)) &&
    isAbsentOr(element.boundElements, (value) => isListOf(value, isReference)) &&
    isAbsentOr(element.points, isPoints) &&
    isAbsentOr(element.pressures, (value) => isListOf(value, isCoordinate)) &&
    isAbsentOr(element.roundness, isObject) &&
    isAbsentOr(element.crop, isObject) &&
    isAbsentOr(element.scale, (value) => isListOf(value, isCoordinate)) &&
    isAbsentOr(element.startBinding, isObject) &&
    isAbsentOr(element.endBinding, isObject) &&
    ['strokeColor', 'backgroundColor', 'fillStyle', 'strokeStyle', 'fileId', 'name'].every((name) =>
      isAbsentOr(element[name], isText),
    ) &&
    ['strokeWidth', 'opacity', 'roughness', 'seed', 'fontSize', 'lineHeight'].every((name) =>
      isAbsentOr(element[name], isCoordinateLike),
    ) &&
    (element.type !== 'text' ||
      (isText(element.text) && isAbsentOr(element.originalText, isText))) &&
    (!['arrow', 'line', 'freedraw'].includes(String(element.type)) || isPoints(element.points))
  )
}

type Check = (value: unknown) => boolean

const isAbsentOr = (value: unknown, check: Check) =>
  value === undefined || value === null || check(value)
const isText: Check = (value) => typeof value === 'string'
const isObject: Check = (value) => typeof value === 'object' && value !== null
const isCoordinateLike: Check = (value) => typeof value === 'number' && Number.isFinite(value)
const isCoordinate: Check = (value) =>
  isCoordinateLike(value) && Math.abs(value as number) <= maxCoordinate
const isListOf = (value: unknown, check: Check) => Array.isArray(value) && value.every(check)
const isReference: Check = (value) =>
  isObject(value) && isText((value as Record<string, unknown>).id)
const isPoints: Check = (value) =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.length <= maxPoints &&
  value.every((point) => isListOf(point, isCoordinate) && (point as unknown[]).length >= 2)
