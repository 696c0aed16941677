import type { TensorInfo } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { ConvInfo } from '../convInfo';
import { addressesOf } from '../heap';
import { simd } from '../simd';
import { SPARE } from '../simd/product';
import { withBlocks } from '../workspace';
import { PLACES, planTiles, tileRows } from './plan';
import { readGradients, readImages, type Work, writeOutputs } from './strips';

export { fitsTiles } from './plan';

/** Convolves x [B, H, W, C] with a filter [3, 3, C, F] into y [B, H', W', F]. */
export function convolve(
  backend: BackendWasm,
  { x, filter, y }: { x: TensorInfo; filter: TensorInfo; y: TensorInfo },
  info: ConvInfo,
): void {
  const plan = planTiles(info);
  const { imageStrip, image, panel, output, outputStrip } = plan;
  const sizes = [
    imageStrip,
    ...[image, panel, plan.filter, output].map((n) => PLACES * n),
    outputStrip,
    SPARE,
  ];
  const [from, weights, to] = addressesOf(backend, x, filter, y);
  withBlocks(backend, sizes, (heap, strip, images, panels, filters, outputs, pair, spare) => {
    const work: Work = { vector: simd(backend), heap, info, plan };
    heap.fill(0, strip / 4, strip / 4 + imageStrip);
    readFilters(work, weights, filters, panels);
    for (const rows of tileRows(info.batchSize, plan)) {
      readImages(work, from, rows, strip, images);
      multiplyPlaces(work, images, panels, outputs, rows.length * plan.wide, spare);
      writeOutputs(work, outputs, rows, pair, to);
    }
  });
}

function readFilters({ vector, info, plan }: Work, from: number, filters: number, panels: number): void {
  const { inChannels, outChannels } = info;
  const size = 4 * plan.filter;
  vector.filterTiles(from, 3 * size, size, 0, filters, 4 * size, size, 0, 1, plan.filter / 4);
  for (let i = 0; i < PLACES; i++)
    vector.pack(filters + i * size, 4 * outChannels, inChannels, outChannels, panels + i * 4 * plan.panel);
}

function multiplyPlaces(
  { vector, info, plan }: Work,
  images: number,
  panels: number,
  outputs: number,
  tiles: number,
  spare: number,
): void {
  const { inChannels, outChannels } = info;
  for (let i = 0; i < PLACES; i++) {
    const a = images + i * 4 * plan.image;
    const b = panels + i * 4 * plan.panel;
    const y = outputs + i * 4 * plan.output;
    vector.product(a, 4 * inChannels, 4, b, y, 4 * outChannels, tiles, outChannels, inChannels, spare);
  }
}

/** The gradient by the filter: dw [3, 3, C, F] from x [B, H, W, C] and dy [B, H', W', F]. */
export function filterGradient(
  backend: BackendWasm,
  { x, dy, dw }: { x: TensorInfo; dy: TensorInfo; dw: TensorInfo },
  info: ConvInfo,
): void {
  const plan = planTiles(info);
  const panel = plan.rows * plan.wide * 8 * Math.ceil(info.outChannels / 8);
  const { imageStrip, image, filter, output, outputStrip } = plan;
  const sizes = [imageStrip, ...[image, filter, output].map((n) => PLACES * n), outputStrip, panel, SPARE];
  const [from, gradient, to] = addressesOf(backend, x, dy, dw);
  withBlocks(backend, sizes, (heap, strip, images, filters, outputs, pair, panels, spare) => {
    const work: Work = { vector: simd(backend), heap, info, plan };
    heap.fill(0, strip / 4, strip / 4 + imageStrip);
    heap.fill(0, pair / 4, pair / 4 + outputStrip);
    heap.fill(0, filters / 4, filters / 4 + PLACES * filter);
    for (const rows of tileRows(info.batchSize, plan)) {
      readImages(work, from, rows, strip, images);
      readGradients(work, gradient, rows, pair, outputs);
      addPlaces(work, images, outputs, panels, filters, rows.length * plan.wide, spare);
    }
    const size = 4 * plan.filter;
    work.vector.filterTilesGradient(filters, 4 * size, size, 0, to, 3 * size, size, 0, 1, plan.filter / 4);
  });
}

function addPlaces(
  { vector, info, plan }: Work,
  images: number,
  outputs: number,
  panels: number,
  filters: number,
  tiles: number,
  spare: number,
): void {
  const { inChannels, outChannels } = info;
  const line = 4 * outChannels;
  for (let i = 0; i < PLACES; i++) {
    vector.pack(outputs + i * 4 * plan.output, line, tiles, outChannels, panels);
    const a = images + i * 4 * plan.image;
    const w = filters + i * 4 * plan.filter;
    vector.addProduct(a, 4, 4 * inChannels, panels, w, line, inChannels, outChannels, tiles, spare);
  }
}
