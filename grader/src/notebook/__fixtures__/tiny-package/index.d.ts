export declare function double(x: number): number;
