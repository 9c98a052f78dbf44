"""
Writes ONNX files: protobuf by hand, as much of it as a convolutional net needs.

Field numbers are those of onnx.proto3 (onnx/onnx, IR version 8). No dependency but numpy: the same
bytes come out on any machine.
"""

import numpy as np

_IR_VERSION = 8
_OPSET = 17
_FLOAT, _FLOAT16 = 1, 10
_ATTRIBUTE_INT, _ATTRIBUTE_STRING, _ATTRIBUTE_INTS = 2, 3, 7
_VARINT, _BYTES = 0, 2


class Graph:
    """A graph in the making; each method adds nodes and returns the name of what they give."""

    def __init__(self, name, producer):
        self._name = name
        self._producer = producer
        self._nodes = []
        self._tensors = []
        self._inputs = []
        self._outputs = []
        self._count = 0

    def input(self, name, shape):
        """A float input of a fixed shape."""
        self._inputs.append(_value(name, shape))
        return name

    def output(self, name, shape):
        """Makes what a node called `name` gives an output of the graph, float, of a fixed shape."""
        self._outputs.append(_value(name, shape))

    def conv(self, x, weight, bias, stride=1, name=None):
        """A convolution, padded alike on all sides; weights are stored as float16."""
        label = self._next('conv')
        stored = self._tensor(f'{label}.weight', weight.astype(np.float16))
        # The runtime folds the cast away when it loads the file: half the bytes, none of the time.
        cast = self._node('Cast', [stored], f'{label}.weight.float', [_int('to', _FLOAT)])
        side = weight.shape[2]
        attributes = [
            _ints('dilations', [1, 1]),
            _int('group', 1),
            _ints('kernel_shape', [side, side]),
            _ints('pads', [side // 2] * 4),
            _ints('strides', [stride, stride]),
        ]
        inputs = [x, cast, self._tensor(f'{label}.bias', bias.astype(np.float32))]
        return self._node('Conv', inputs, name or label, attributes)

    def constant(self, values):
        """Numbers that are always the same; stored as float16."""
        label = self._next('constant')
        stored = self._tensor(label, values.astype(np.float16))
        return self._node('Cast', [stored], f'{label}.float', [_int('to', _FLOAT)])

    def relu(self, x):
        """Nothing below 0."""
        return self._node('Relu', [x], self._next('relu'))

    def add(self, a, b):
        """The sum."""
        return self._node('Add', [a, b], self._next('add'))

    def sigmoid(self, x, name):
        """Logits as probabilities."""
        return self._node('Sigmoid', [x], name)

    def twice(self, x):
        """Each cell as two by two."""
        label = self._next('resize')
        scales = self._tensor(f'{label}.scales', np.array([1, 1, 2, 2], np.float32))
        attributes = [
            _string('coordinate_transformation_mode', 'asymmetric'),
            _string('mode', 'nearest'),
            _string('nearest_mode', 'floor'),
        ]
        return self._node('Resize', [x, '', scales], label, attributes)

    def to_bytes(self):
        """The file."""
        graph = b''.join(
            [_bytes(1, node) for node in self._nodes]
            + [_text(2, self._name)]
            + [_bytes(5, tensor) for tensor in self._tensors]
            + [_bytes(11, value) for value in self._inputs]
            + [_bytes(12, value) for value in self._outputs]
        )
        opset = _text(1, '') + _whole(2, _OPSET)
        return (
            _whole(1, _IR_VERSION) + _text(2, self._producer) + _bytes(7, graph) + _bytes(8, opset)
        )

    def _next(self, kind):
        self._count += 1
        return f'{kind}{self._count}'

    def _node(self, kind, inputs, name, attributes=()):
        fields = [_text(1, one) for one in inputs] + [
            _text(2, name),
            _text(3, name),
            _text(4, kind),
        ]
        self._nodes.append(b''.join(fields + [_bytes(5, one) for one in attributes]))
        return name

    def _tensor(self, name, values):
        kind = _FLOAT16 if values.dtype == np.float16 else _FLOAT
        dims = b''.join(_whole(1, side) for side in values.shape)
        raw = np.ascontiguousarray(values).tobytes()
        self._tensors.append(dims + _whole(2, kind) + _text(8, name) + _bytes(9, raw))
        return name


def _value(name, shape):
    dims = b''.join(_bytes(1, _whole(1, side)) for side in shape)
    tensor = _whole(1, _FLOAT) + _bytes(2, dims)
    return _text(1, name) + _bytes(2, _bytes(1, tensor))


def _int(name, value):
    return _text(1, name) + _whole(3, value) + _whole(20, _ATTRIBUTE_INT)


def _ints(name, values):
    return (
        _text(1, name)
        + b''.join(_whole(8, value) for value in values)
        + _whole(20, _ATTRIBUTE_INTS)
    )


def _string(name, value):
    return _text(1, name) + _text(4, value) + _whole(20, _ATTRIBUTE_STRING)


def _varint(value):
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _whole(field, value):
    return _varint(field << 3 | _VARINT) + _varint(value)


def _bytes(field, value):
    return _varint(field << 3 | _BYTES) + _varint(len(value)) + value


def _text(field, value):
    return _bytes(field, value.encode())
