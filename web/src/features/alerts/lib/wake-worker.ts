// Browsers slow the timers of hidden tabs, but not those of workers: this one only counts.
onmessage = ({ data }: MessageEvent<{ id: number; ms: number }>) => {
  setTimeout(() => postMessage(data.id), data.ms)
}
