import { keepIntrinsics, TamperedError } from './intrinsics';

const undisturbed = keepIntrinsics();
const say = () => JSON.stringify([1, 2].map((n) => ({ n })));
const SAID = '[{"n":1},{"n":2}]';

test('what a cell has changed, added or deleted is as it was, and afterwards as the cell left it', () => {
  const { map, indexOf } = Array.prototype;
  Array.prototype.map = () => [];
  (Object.prototype as { toJSON?: unknown }).toJSON = () => 'forged';
  Reflect.deleteProperty(Array.prototype, 'indexOf');
  Object.defineProperty(globalThis, 'JSON', {
    value: { stringify: () => 'forged' },
    configurable: true,
    writable: true,
  });
  expect(undisturbed(() => [say(), typeof Array.prototype.indexOf])).toEqual([SAID, 'function']);
  const left = [say(), [1].map(String), typeof Array.prototype.indexOf, 'toJSON' in {}];
  undisturbed(() => {
    // Put back for good: the other tests need them.
    Object.assign(globalThis, { kept: { JSON } });
  });
  Object.assign(Array.prototype, { map, indexOf });
  Reflect.deleteProperty(Object.prototype, 'toJSON');
  globalThis.JSON = (globalThis as unknown as { kept: { JSON: typeof JSON } }).kept.JSON;
  expect(left).toEqual(['forged', [], 'undefined', true]);
});

test('a setter where lists are filled, and a getter where descriptors are read, are not asked', () => {
  let asked = 0;
  const spy = { configurable: true, set: () => asked++, get: () => asked++ };
  Object.defineProperty(Array.prototype, 0, spy);
  Object.defineProperty(Object.prototype, 'get', spy);
  Array.prototype.map = () => [];
  const said = undisturbed(say);
  Reflect.deleteProperty(Array.prototype, 0);
  Reflect.deleteProperty(Object.prototype, 'get');
  expect([said, asked]).toEqual([SAID, 0]);
});

test('what it throws is thrown, and the cell’s own built-ins are there again', () => {
  const { join } = Array.prototype;
  Array.prototype.join = () => 'mine';
  expect(() =>
    undisturbed(() => {
      throw new RangeError('as it is');
    }),
  ).toThrow('as it is');
  const joined = [1, 2].join();
  Array.prototype.join = join;
  expect(joined).toBe('mine');
});

test('a method that was added for good may stay; another prototype may not', () => {
  Object.defineProperty(Array.prototype, 'last', { value: () => 'last' });
  expect(undisturbed(say)).toBe(SAID);
  const realm = { toJSON: () => 'forged' };
  Object.setPrototypeOf(Promise.prototype, realm);
  expect(undisturbed(() => Object.getPrototypeOf(Promise.prototype) === realm)).toBe(false);
});

// Last: this cannot be taken back.
test('toJSON for good cannot', () => {
  expect(undisturbed(say)).toBe(SAID);
  Object.defineProperty(Set.prototype, 'toJSON', { value: () => 0 });
  expect(() => undisturbed(say)).toThrow(TamperedError);
});
