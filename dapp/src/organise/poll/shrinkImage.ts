import { AppError } from "../../app/errors.ts";

export const ACCEPTED_IMAGES = ["image/png", "image/jpeg", "image/webp"];

/** Longest side in pixels, from best to smallest; and qualities tried for each. */
const SIDES = [1200, 960, 720, 560, 400, 280];
const QUALITIES = [0.8, 0.65, 0.5, 0.35];

/** Draws the picture anew: nothing of the original file but its pixels is left, no place or camera either. */
function draw(bitmap: ImageBitmap, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d");
  if (!context) throw new AppError("ImageUnreadable");
  // Transparent parts would turn black as JPEG.
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** As WebP; browsers that cannot write WebP answer with PNG, and then JPEG is smaller. */
function encode(canvas: HTMLCanvasElement, quality: number): string {
  const webp = canvas.toDataURL("image/webp", quality);
  return webp.startsWith("data:image/webp") ? webp : canvas.toDataURL("image/jpeg", quality);
}

/**
 * Shrinks a picture on this device until it fits.
 * @param most bytes that its data URL may take in the document.
 * @throws AppError "ImageUnreadable" or "ImageTooLarge".
 */
export async function shrinkImage(file: Blob, most: number): Promise<string> {
  if (!ACCEPTED_IMAGES.includes(file.type)) throw new AppError("ImageUnreadable");
  const bitmap = await createImageBitmap(file).catch((cause: unknown) => {
    throw new AppError("ImageUnreadable", {}, { cause });
  });
  try {
    for (const side of SIDES) {
      const canvas = draw(bitmap, side);
      for (const quality of QUALITIES) {
        const data = encode(canvas, quality);
        if (data.length <= most) return data;
      }
    }
  } finally {
    bitmap.close();
  }
  throw new AppError("ImageTooLarge");
}
