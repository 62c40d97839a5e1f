import { Dialog, type DialogProps } from './dialog'

/** A dialog that comes up from the bottom on phones, up to 78 % of the height. */
export function Sheet(props: Omit<DialogProps, 'shape'>) {
  return <Dialog {...props} shape="sheet" />
}
