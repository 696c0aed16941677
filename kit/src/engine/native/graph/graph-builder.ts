import { type AttrValue, proto } from './proto';

/** Version of TensorFlow's graph format (2.15): without it old rules for missing attributes apply. */
const PRODUCER = 1395;

/** An array that is part of the graph. */
export interface Constant {
  shape: number[];
  dtype: number;
  values: Float32Array | Int32Array | Uint8Array;
}

export const attribute = {
  type: (value: number) => make((attr) => attr.setType(value)),
  int: (value: number) => make((attr) => attr.setI(value)),
  float: (value: number) => make((attr) => attr.setF(value)),
  bool: (value: boolean) => make((attr) => attr.setB(value)),
  string: (value: string) => make((attr) => attr.setS(Buffer.from(value).toString('base64'))),
  shape: (value: number[]) => make((attr) => attr.setShape(shapeMessage(value))),
  ints: (value: number[]) =>
    make((attr) => {
      const list = new (proto().AttrValue.ListValue)();
      list.setIList(value);
      attr.setList(list);
    }),
};

/** Writes a TensorFlow graph, node by node. A node is known by its name, its outputs are `name`, `name:1`, … */
export class GraphBuilder {
  private readonly graph = new (proto().GraphDef)();
  private count = 0;

  constructor() {
    const versions = new (proto().VersionDef)();
    versions.setProducer(PRODUCER);
    this.graph.setVersions(versions);
  }

  /** Adds a node and returns its name. An input `^name` only waits for that node. */
  node(op: string, inputs: string[], attributes: Record<string, AttrValue> = {}, name?: string): string {
    const node = new (proto().NodeDef)();
    const named = name ?? `node${this.count++}_${op}`;
    node.setName(named);
    node.setOp(op);
    for (const input of inputs) node.addInput(input);
    for (const [key, value] of Object.entries(attributes)) node.getAttrMap().set(key, value);
    this.graph.addNode(node);
    return named;
  }

  constant({ shape, dtype, values }: Constant): string {
    const tensor = new (proto().Tensor)();
    tensor.setDtype(dtype);
    tensor.setTensorShape(shapeMessage(shape));
    tensor.setTensorContent(
      Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64'),
    );
    const value = make((attr) => attr.setTensor(tensor));
    return this.node('Const', [], { dtype: attribute.type(dtype), value });
  }

  scalar(value: number): string {
    return this.constant({ shape: [], dtype: 1, values: Float32Array.of(value) });
  }

  placeholder(name: string, dtype: number, shape: number[]): string {
    const attributes = { dtype: attribute.type(dtype), shape: attribute.shape(shape) };
    return this.node('Placeholder', [], attributes, name);
  }

  /** The graph as the bytes of a SavedModel with the tag `serve`. */
  serialize(): Uint8Array {
    const info = new (proto().MetaGraphDef.MetaInfoDef)();
    info.addTags('serve');
    const meta = new (proto().MetaGraphDef)();
    meta.setMetaInfoDef(info);
    meta.setGraphDef(this.graph);
    const model = new (proto().SavedModel)();
    model.setSavedModelSchemaVersion(1);
    model.addMetaGraphs(meta);
    return model.serializeBinary();
  }
}

function make(set: (attr: AttrValue) => void): AttrValue {
  const attr = new (proto().AttrValue)();
  set(attr);
  return attr;
}

function shapeMessage(dimensions: number[]) {
  const { TensorShape } = proto();
  const shape = new TensorShape();
  for (const size of dimensions) {
    const dimension = new TensorShape.Dim();
    dimension.setSize(size);
    shape.addDim(dimension);
  }
  return shape;
}
