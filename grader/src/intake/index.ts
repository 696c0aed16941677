export { stem } from './archive';
export { type Found, findSubmissions } from './find';
export { FileProblem } from './tree';
