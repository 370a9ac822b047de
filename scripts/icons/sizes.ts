/** Which pictures of the mark there are. */

/** Of corners, where nobody else cuts them. */
export const rounded = 96

export const icons = [
  { name: 'icon-192.png', pixels: 192, rounding: rounded },
  { name: 'icon-512.png', pixels: 512, rounding: rounded },
  // Android and iOS cut these to a shape of their own.
  { name: 'maskable-192.png', pixels: 192, rounding: 0 },
  { name: 'maskable-512.png', pixels: 512, rounding: 0 },
  { name: 'apple-touch-icon.png', pixels: 180, rounding: 0 },
] as const
