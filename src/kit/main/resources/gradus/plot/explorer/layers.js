"use strict";
/*
 * The layers of a network, forward and back, for one picture at a time.
 *
 * Numbers are as in the library: an activation is {height, width, channels, data}, its data in the
 * order rows, columns, channels; a vector has height and width 1. Networks are explored as they
 * answer, in evaluation mode: batch norm uses its running statistics and dropout does nothing.
 */

function activation([height, width, channels]) {
  return { height, width, channels, data: new Float32Array(height * width * channels) };
}

/** Calls visit(index in x, number of the pixel within the window) for the pixels under a window. */
function visitWindow(layer, x, row, column, visit) {
  for (let a = 0; a < layer.window.height; a++) {
    for (let b = 0; b < layer.window.width; b++) {
      const i = row * layer.window.stride + a - layer.window.padding;
      const j = column * layer.window.stride + b - layer.window.padding;
      if (i >= 0 && i < x.height && j >= 0 && j < x.width) {
        visit((i * x.width + j) * x.channels, a * layer.window.width + b);
      }
    }
  }
}

/** Calls visit(row, column, index in y of its first channel) for each position of an output. */
function visitPositions(y, visit) {
  for (let row = 0; row < y.height; row++) {
    for (let column = 0; column < y.width; column++) {
      visit(row, column, (row * y.width + column) * y.channels);
    }
  }
}

/** The index in x of the largest number under a window, the first of equals. */
function largest(layer, x, row, column, channel) {
  let best = -1;
  visitWindow(layer, x, row, column, (at) => {
    if (best < 0 || x.data[at + channel] > x.data[best]) best = at + channel;
  });
  return best;
}

/** forward fills y for x; backward adds to dx what comes back for dy. */
const LAYERS = {
  // y = patch·W + b
  convolution: {
    forward(layer, x, y) {
      const { weight, bias } = layer;
      visitPositions(y, (row, column, out) => {
        for (let f = 0; f < y.channels; f++) y.data[out + f] = bias[f];
        visitWindow(layer, x, row, column, (at, pixel) => {
          for (let k = 0; k < x.channels; k++) {
            const value = x.data[at + k];
            const w = (pixel * x.channels + k) * y.channels;
            for (let f = 0; f < y.channels; f++) y.data[out + f] += value * weight[w + f];
          }
        });
      });
    },
    backward(layer, x, y, dy, dx) {
      const { weight } = layer;
      visitPositions(y, (row, column, out) => {
        visitWindow(layer, x, row, column, (at, pixel) => {
          for (let k = 0; k < x.channels; k++) {
            const w = (pixel * x.channels + k) * y.channels;
            let sum = 0;
            for (let f = 0; f < y.channels; f++) sum += dy.data[out + f] * weight[w + f];
            dx.data[at + k] += sum;
          }
        });
      });
    },
  },
  // y = x·W + b, for each pixel
  linear: {
    forward(layer, x, y) {
      const { weight, bias } = layer;
      for (let pixel = 0; pixel < x.height * x.width; pixel++) {
        const out = pixel * y.channels;
        for (let f = 0; f < y.channels; f++) y.data[out + f] = bias[f];
        for (let k = 0; k < x.channels; k++) {
          const value = x.data[pixel * x.channels + k];
          for (let f = 0; f < y.channels; f++) y.data[out + f] += value * weight[k * y.channels + f];
        }
      }
    },
    backward(layer, x, y, dy, dx) {
      const { weight } = layer;
      for (let pixel = 0; pixel < x.height * x.width; pixel++) {
        for (let k = 0; k < x.channels; k++) {
          let sum = 0;
          for (let f = 0; f < y.channels; f++) sum += dy.data[pixel * y.channels + f] * weight[k * y.channels + f];
          dx.data[pixel * x.channels + k] += sum;
        }
      }
    },
  },
  // y = factor·(x − mean) + shift, channel by channel
  batchNorm: {
    forward(layer, x, y) {
      for (let i = 0; i < x.data.length; i++) {
        const k = i % x.channels;
        y.data[i] = layer.factor[k] * (x.data[i] - layer.mean[k]) + layer.shift[k];
      }
    },
    backward(layer, x, y, dy, dx) {
      for (let i = 0; i < x.data.length; i++) dx.data[i] += layer.factor[i % x.channels] * dy.data[i];
    },
  },
  relu: {
    forward(layer, x, y) {
      for (let i = 0; i < x.data.length; i++) y.data[i] = Math.max(0, x.data[i]);
    },
    backward(layer, x, y, dy, dx) {
      for (let i = 0; i < x.data.length; i++) if (x.data[i] > 0) dx.data[i] += dy.data[i];
    },
  },
  maxPool: {
    forward(layer, x, y) {
      visitPositions(y, (row, column, out) => {
        for (let k = 0; k < y.channels; k++) y.data[out + k] = x.data[largest(layer, x, row, column, k)];
      });
    },
    backward(layer, x, y, dy, dx) {
      visitPositions(y, (row, column, out) => {
        for (let k = 0; k < y.channels; k++) dx.data[largest(layer, x, row, column, k)] += dy.data[out + k];
      });
    },
  },
  // Pixels in the padding do not count.
  averagePool: {
    forward(layer, x, y) {
      visitPositions(y, (row, column, out) => {
        let count = 0;
        visitWindow(layer, x, row, column, (at) => {
          count++;
          for (let k = 0; k < y.channels; k++) y.data[out + k] += x.data[at + k];
        });
        for (let k = 0; k < y.channels; k++) y.data[out + k] /= count;
      });
    },
    backward(layer, x, y, dy, dx) {
      visitPositions(y, (row, column, out) => {
        let count = 0;
        visitWindow(layer, x, row, column, () => count++);
        visitWindow(layer, x, row, column, (at) => {
          for (let k = 0; k < y.channels; k++) dx.data[at + k] += dy.data[out + k] / count;
        });
      });
    },
  },
  // The same numbers: flattened, or passed on by a dropout that is off.
  unchanged: {
    forward(layer, x, y) {
      y.data.set(x.data);
    },
    backward(layer, x, y, dy, dx) {
      dx.data.set(dy.data);
    },
  },
};

/** The activations in front of, between and behind the layers. */
function forward(layers, input) {
  const all = [input];
  for (const layer of layers) {
    const y = activation(layer.output);
    LAYERS[layer.kind].forward(layer, all[all.length - 1], y);
    all.push(y);
  }
  return all;
}

/** The gradients at the same places, from that of the scores back to that of the picture. */
function backward(layers, activations, scoreGradient) {
  const all = [scoreGradient];
  for (let i = layers.length - 1; i >= 0; i--) {
    const x = activations[i];
    const dx = activation([x.height, x.width, x.channels]);
    LAYERS[layers[i].kind].backward(layers[i], x, activations[i + 1], all[0], dx);
    all.unshift(dx);
  }
  return all;
}

function softmax(scores) {
  const top = Math.max(...scores);
  const powers = Array.from(scores, (s) => Math.exp(s - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((p) => p / sum);
}
