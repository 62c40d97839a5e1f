/** A number from 0 to below `sides`; whole ones. */
export type Dice = (sides: number) => number

/** What chance begins with: SEED in the environment repeats a failure. */
export const seed = Number(process.env.SEED ?? 20_240_917)

export function dice(start: number): Dice {
  let state = start >>> 0
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}
