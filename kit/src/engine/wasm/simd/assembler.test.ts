import {
  add,
  assemble,
  integer,
  less,
  loadOne,
  multiply,
  repeat,
  routine,
  storeOne,
  when,
} from './assembler';

interface Instance {
  exports: Record<string, (...parameters: number[]) => void>;
}

declare const WebAssembly: {
  Memory: new (limits: object) => { buffer: ArrayBufferLike };
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: Instance }>;
};

const whole = [0, 1, 63, 64, -1, -64, -65, 127, 128, 8191, 8192, -8192, -8193, 2 ** 31 - 1, -(2 ** 31)];

test.each(whole)('the whole number %i is written as WebAssembly reads it', async (value) => {
  // Equal to itself and to no neighbour: neither is less.
  const mark = routine(2, (_, to, given) => [
    when(less(given.get, integer(value)), [storeOne(to.get, loadOne(integer(4)))]),
    when(less(integer(value), given.get), [storeOne(to.get, loadOne(integer(4)))]),
  ]);
  const { exports, floats } = await run({ mark });
  floats[1] = 7;
  exports.mark!(8, value);
  expect(floats[2]).toBe(0);
  exports.mark!(8, value === 0 ? 1 : -1 * Math.sign(value));
  expect(floats[2]).toBe(7);
});

test.each([false, true])(
  'loops count, also to 0 and below, in a memory that is shared: %s',
  async (shared) => {
    const fill = routine(3, (scope, to, rows, columns) => [
      repeat(scope, rows.get, [
        repeat(scope, columns.get, [storeOne(to.get, loadOne(integer(4))), to.advance(4)]),
        to.advance(multiply(add(integer(1), integer(1)), integer(4))),
      ]),
    ]);
    const { exports, floats } = await run({ fill }, shared);
    floats[1] = 1;
    exports.fill!(8, 2, 3);
    exports.fill!(80, 0, 3);
    exports.fill!(80, -2, 3);
    exports.fill!(80, 2, 0);
    expect([...floats.subarray(2, 30)].join('')).toBe('1110011100000000000000000000');
  },
);

async function run(routines: Parameters<typeof assemble>[0], shared = false) {
  const memory = new WebAssembly.Memory({ initial: 1, ...(shared ? { maximum: 0x10000, shared } : {}) });
  const { instance } = await WebAssembly.instantiate(assemble(routines, shared), { env: { memory } });
  return { exports: instance.exports, floats: new Float32Array(memory.buffer) };
}
