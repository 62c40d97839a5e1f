/** The room of `code`. */
export function RoomPage({ code }: { code: string }) {
  return <main id="main">{code}</main>
}
