/** Stands for tfjs's WebGL backend, which a page never chooses: see `bundle.ts`. */
export const version_webgl = 'absent';
