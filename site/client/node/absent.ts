/** Stands for what a page does without. */
export default {};
