// Shares of each row first.
type Measures = { accuracy: number; recall: number; balancedAccuracy: number; mcc: number };
const measuresOf = (matrix: number[][]): Measures => {
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const recalls = matrix.map((row, label) => row[label]! / sum(row));
  const columns = [0, 1].map((j) => sum(matrix.map((row) => row[j]!)));
  const under = sum(matrix[0]!) * sum(matrix[1]!) * columns[0]! * columns[1]!;
  const over = matrix[0]![0]! * matrix[1]![1]! - matrix[0]![1]! * matrix[1]![0]!;
  return {
    accuracy: (matrix[0]![0]! + matrix[1]![1]!) / sum(matrix.flat()),
    recall: recalls[1]!,
    balancedAccuracy: sum(recalls) / recalls.length,
    mcc: under > 0 ? over / Math.sqrt(under) : 0,
  };
};
