"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.now = void 0;
exports.holdClock = holdClock;
/**
 * The one door to time. Everything that measures asks `now`, so a test can hold the clock.
 *
 * @returns milliseconds since the epoch, with sub-millisecond digits where the platform has them.
 */
let now = () => performance.timeOrigin + performance.now();
exports.now = now;
/** Replaces the clock (in tests) and returns a function that puts the old one back. */
function holdClock(clock) {
    const before = exports.now;
    exports.now = clock;
    return () => {
        exports.now = before;
    };
}
