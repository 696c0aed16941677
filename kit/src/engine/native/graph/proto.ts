/** The messages of TensorFlow's graph format that tfjs-node carries (tensorflow/core/framework/*.proto). */
interface Proto {
  SavedModel: new () => {
    setSavedModelSchemaVersion(version: number): void;
    addMetaGraphs(graph: object): void;
    serializeBinary(): Uint8Array;
  };
  MetaGraphDef: (new () => { setMetaInfoDef(info: object): void; setGraphDef(graph: object): void }) & {
    MetaInfoDef: new () => { addTags(tag: string): void };
  };
  GraphDef: new () => { addNode(node: object): void; setVersions(versions: object): void };
  VersionDef: new () => { setProducer(version: number): void };
  NodeDef: new () => {
    setName(name: string): void;
    setOp(op: string): void;
    addInput(input: string): void;
    getAttrMap(): { set(name: string, value: AttrValue): void };
  };
  AttrValue: (new () => AttrValue) & { ListValue: new () => { setIList(values: number[]): void } };
  Tensor: new () => {
    setDtype(dtype: number): void;
    setTensorShape(shape: object): void;
    setTensorContent(base64: string): void;
  };
  TensorShape: (new () => { addDim(dimension: object): void }) & {
    Dim: new () => { setSize(size: number): void };
  };
}

export interface AttrValue {
  setType(value: number): void;
  setI(value: number): void;
  setF(value: number): void;
  setB(value: boolean): void;
  setS(base64: string): void;
  setShape(shape: object): void;
  setTensor(tensor: object): void;
  setList(list: object): void;
}

let loaded: Proto | undefined;

/** Loads the messages when the first graph is built: it takes 20 ms. */
export function proto(): Proto {
  loaded ??= require('@tensorflow/tfjs-node/dist/proto/api_pb') as Proto;
  return loaded;
}
