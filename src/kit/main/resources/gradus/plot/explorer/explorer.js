"use strict";
/* The page: pictures, an overview of all layers, and how one number of one layer is computed. */

const $ = (id) => document.getElementById(id);

/** An element with attributes, such as onclick or className, and children. */
function element(tag, attributes = {}, ...children) {
  const made = Object.assign(document.createElement(tag), attributes);
  made.append(...children.filter((child) => child !== null));
  return made;
}

// ---- the network that is embedded in the page

const network = JSON.parse($("network").textContent);

function bytes(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function halfPrecision(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  return sign * (exponent ? 2 ** (exponent - 15) * (1 + fraction / 1024) : 2 ** -24 * fraction);
}

function numbers(base64) {
  const { buffer } = bytes(base64);
  return network.bits === 32 ? new Float32Array(buffer) : Float32Array.from(new Uint16Array(buffer), halfPrecision);
}

for (const layer of network.layers) {
  for (const name of ["weight", "bias", "mean", "factor", "shift"]) {
    if (layer[name] !== undefined) layer[name] = numbers(layer[name]);
  }
}
const pictures = network.pictures.map((picture) => ({ ...picture, bytes: bytes(picture.bytes) }));
const inputs = new Float32Array(bytes(network.inputs).buffer);

function inputOf(picture) {
  const x = activation(network.input);
  x.data.set(inputs.subarray(picture * x.data.length, (picture + 1) * x.data.length));
  return x;
}

// ---- what is looked at

const state = { picture: 0, layer: 0, row: 0, column: 0, channel: 0, gradient: false, target: "loss", timer: 0 };
let values = [];
let gradients = [];

function compute() {
  values = forward(network.layers, inputOf(state.picture));
  const scores = values[values.length - 1];
  const probabilities = softmax(scores.data);
  const label = pictures[state.picture].label;
  const start = activation([1, 1, scores.channels]);
  for (let i = 0; i < start.channels; i++) {
    start.data[i] = state.target === "loss" ? probabilities[i] - (i === label ? 1 : 0) : i === Number(state.target) ? 1 : 0;
  }
  gradients = backward(network.layers, values, start);
}

/** The numbers in front of a layer's place: activations, or gradients with respect to them. */
const shown = () => (state.gradient ? gradients : values);
const at = (x, row, column, channel) => x.data[(row * x.width + column) * x.channels + channel];

// ---- numbers and colours

function text(value) {
  const size = Math.abs(value);
  const digits = size === 0 ? "0" : size >= 100 ? value.toFixed(0) : size >= 0.01 ? value.toFixed(2) : value.toExponential(0);
  return digits.replaceAll("-", "−");
}

const scaleOf = (data) => data.reduce((most, v) => Math.max(most, Math.abs(v)), 0) || 1;

/** Orange for numbers above 0, blue for those below; the page shows through at 0. */
function colour(value, scale) {
  const share = Math.min(1, Math.abs(value) / scale) ** 0.7;
  return value < 0 ? [0, 114, 178, 255 * share] : [230, 110, 0, 255 * share];
}

const css = ([r, g, b, a]) => `rgba(${r},${g},${b},${a / 255})`;

/** One channel of an activation as a picture. */
function map(x, channel, scale, size) {
  const canvas = element("canvas", { width: x.width, height: x.height });
  canvas.style.width = `${size}px`;
  canvas.style.height = `${(size * x.height) / x.width}px`;
  const image = new ImageData(x.width, x.height);
  for (let i = 0; i < x.width * x.height; i++) image.data.set(colour(x.data[i * x.channels + channel], scale), 4 * i);
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas;
}

function photo(picture, size) {
  const [height, width, channels] = network.input;
  const canvas = element("canvas", { width, height });
  canvas.style.width = `${size}px`;
  canvas.style.height = `${(size * height) / width}px`;
  const image = new ImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    for (let k = 0; k < 3; k++) image.data[4 * i + k] = picture.bytes[i * channels + Math.min(k, channels - 1)];
    image.data[4 * i + 3] = 255;
  }
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas;
}

/** A map whose pixels can be clicked, with one of them marked. */
function clickable(canvas, x, mark, onPixel) {
  const frame = element("span", { className: "map" }, canvas);
  canvas.onclick = (event) => {
    const box = canvas.getBoundingClientRect();
    const within = (position, length, pixels) => Math.max(0, Math.min(pixels - 1, Math.floor((position / length) * pixels)));
    onPixel(within(event.clientY - box.top, box.height, x.height), within(event.clientX - box.left, box.width, x.width));
  };
  if (mark) {
    const box = element("span", { className: "mark" });
    Object.assign(box.style, {
      left: `${(100 * mark.column) / x.width}%`,
      top: `${(100 * mark.row) / x.height}%`,
      width: `${(100 * mark.width) / x.width}%`,
      height: `${(100 * mark.height) / x.height}%`,
    });
    frame.append(box);
  }
  return frame;
}

// ---- the pictures and the overview

function showPictures() {
  $("pictures").replaceChildren(
    ...pictures.map((picture, i) =>
      element(
        "button",
        {
          className: i === state.picture ? "picture chosen" : "picture",
          title: network.classes[picture.label],
          onclick: () => select({ picture: i }),
        },
        photo(picture, 44),
      ),
    ),
  );
}

function showTargets() {
  const label = network.classes[pictures[state.picture].label];
  const options = [["loss", `the loss (−log p of ${label})`], ...network.classes.map((name, i) => [String(i), `the score of ${name}`])];
  $("target").replaceChildren(
    ...options.map(([value, words]) => element("option", { value, textContent: words, selected: value === state.target })),
  );
  $("gradient").checked = state.gradient;
}

function shape(x) {
  return x.height * x.width === 1 ? `${x.channels}` : `${x.height}×${x.width}×${x.channels}`;
}

/** All channels of what stands behind a layer; place 0 is the picture. */
function units(place) {
  const x = shown()[place];
  const scale = scaleOf(x.data);
  const choose = (row, column, channel) => select({ layer: place, row, column, channel });
  if (x.height * x.width > 1) {
    return Array.from({ length: x.channels }, (unused, k) => {
      const chosen = state.layer === place && state.channel === k;
      const tile = clickable(map(x, k, scale, 40), x, chosen && { row: state.row, column: state.column, width: 1, height: 1 }, (row, column) =>
        choose(row, column, k),
      );
      tile.title = `channel ${k}`;
      tile.classList.toggle("chosen", chosen);
      return tile;
    });
  }
  return place === network.layers.length ? Array.from(x.data, (value, k) => score(value, k, scale, choose)) : [vector(x, place, scale, choose)];
}

/** The units of a vector as cells, column by column. */
function vector(x, place, scale, choose) {
  const rows = x.channels > 400 ? 52 : 22;
  const size = x.channels > 400 ? 5 : 12;
  const cells = activation([rows, Math.ceil(x.channels / rows), 1]);
  const place2d = (k) => (k % rows) * cells.width + Math.floor(k / rows);
  x.data.forEach((value, k) => (cells.data[place2d(k)] = value));
  const mark = state.layer === place && { row: state.channel % rows, column: Math.floor(state.channel / rows), width: 1, height: 1 };
  return clickable(map(cells, 0, scale, size * cells.width), cells, mark, (row, column) => {
    if (column * rows + row < x.channels) choose(0, 0, column * rows + row);
  });
}

/** A class with its score and its probability, or with its score's gradient. */
function score(value, k, scale, choose) {
  const place = network.layers.length;
  const probability = softmax(values[place].data)[k];
  const bar = element("span", { className: "bar" });
  bar.style.width = `${60 * probability}px`;
  return element(
    "button",
    { className: state.layer === place && state.channel === k ? "score chosen" : "score", onclick: () => choose(0, 0, k) },
    element("span", { className: "name", textContent: network.classes[k] }),
    element("span", { className: "number", textContent: text(value) }),
    state.gradient ? null : bar,
    state.gradient ? null : element("span", { className: "number", textContent: `${(100 * probability).toFixed(0)} %` }),
  );
}

function showOverview() {
  const columns = shown().map((x, place) => {
    const layer = network.layers[place - 1];
    const image = x.height * x.width > 1;
    const last = place === network.layers.length;
    const box = element("div", { className: last ? "scores" : image ? "maps" : "vector" }, ...units(place));
    if (image) box.style.gridTemplateRows = `repeat(${Math.min(6, x.channels)}, auto)`;
    return element(
      "section",
      { className: "layer" + (place === state.layer ? " chosen" : "") + (last ? " last" : "") },
      element("h3", { textContent: layer ? layer.name : "picture" }),
      element("p", { textContent: layer ? layer.detail : "red, green, blue".slice(0, network.input[2] === 3 ? 16 : 0) }),
      element("p", { className: "shape", textContent: shape(x) }),
      box,
    );
  });
  const scroll = $("overview").scrollLeft;
  $("overview").replaceChildren(...columns);
  $("overview").scrollLeft = scroll;
  const chosen = columns[state.layer];
  const right = $("overview").clientWidth - columns.at(-1).offsetWidth;
  if (chosen.offsetLeft < scroll || chosen.offsetLeft + chosen.offsetWidth > scroll + right) {
    $("overview").scrollLeft = chosen.offsetLeft + chosen.offsetWidth / 2 - right / 2;
  }
}

// ---- how one number comes about

/** A table of numbers, each on its colour. */
function table(title, rows) {
  const scale = scaleOf(rows.flat().filter((v) => v !== null));
  return element(
    "figure",
    {},
    element("figcaption", { textContent: title }),
    element(
      "table",
      {},
      ...rows.map((row) =>
        element(
          "tr",
          {},
          ...row.map((value) => {
            const cell = element("td", { textContent: value === null ? "·" : text(value) });
            if (value !== null) cell.style.background = css(colour(value, scale).map((c, i) => (i === 3 ? 0.6 * c : c)));
            return cell;
          }),
        ),
      ),
    ),
  );
}

const sign = (words) => element("span", { className: "sign", textContent: words });
const line = (...parts) => element("p", { className: "line" }, ...parts);
const strong = (value) => element("b", { textContent: text(value) });

/** The pixels under the window at the chosen unit, as rows: of(index in x, pixel of the window), null in the padding. */
function windowRows(layer, x, of) {
  const rows = Array.from({ length: layer.window.height }, () => new Array(layer.window.width).fill(null));
  visitWindow(layer, x, state.row, state.column, (index, pixel) => {
    rows[Math.floor(pixel / layer.window.width)][pixel % layer.window.width] = of(index, pixel);
  });
  return rows;
}

const sum = (rows) => rows.flat().reduce((total, v) => total + (v ?? 0), 0);

/** A map of the layer's input with the window drawn on it. */
function inputMap(layer, x, channel) {
  const mark = {
    row: state.row * layer.window.stride - layer.window.padding,
    column: state.column * layer.window.stride - layer.window.padding,
    width: layer.window.width,
    height: layer.window.height,
  };
  const figure = element("figure", {}, element("figcaption", { textContent: `input, channel ${channel}` }));
  figure.append(clickable(map(x, channel, scaleOf(x.data), 120), x, mark, () => {}));
  return figure;
}

const MOST_CHANNELS = 4;

const DETAILS = {
  convolution(layer, x, y, dy) {
    const { weight, bias } = layer;
    const f = state.channel;
    const channels = Array.from({ length: x.channels }, (unused, k) => {
      const w = (pixel) => weight[(pixel * x.channels + k) * y.channels + f];
      const patch = windowRows(layer, x, (index) => x.data[index + k]);
      const weights = windowRows(layer, x, (index, pixel) => w(pixel));
      const products = windowRows(layer, x, (index, pixel) => x.data[index + k] * w(pixel));
      return { k, patch, weights, products, sum: sum(products) };
    });
    channels.sort((a, b) => Math.abs(b.sum) - Math.abs(a.sum));
    const rows = channels.slice(0, MOST_CHANNELS).map((c) => {
      const times = (rows) => rows.map((row) => row.map((v) => (v === null ? null : v * dy)));
      const parts = state.gradient
        ? [table("input x", c.patch), sign(`× ${text(dy)} =`), table("for the weights: x · dy", times(c.patch)),
           table("weights w", c.weights), sign(`× ${text(dy)} =`), table("back to the input: w · dy", times(c.weights))]
        : [table("input under the window", c.patch), sign("×"), table("weights", c.weights), sign("="), table("products", c.products),
           sign(`Σ ${text(c.sum)}`)];
      return element("div", { className: "row" }, inputMap(layer, x, c.k), ...parts);
    });
    const rest = channels.slice(MOST_CHANNELS);
    if (state.gradient) {
      return [line("What comes back to this number is dy = ", strong(dy),
                   ". Here it is shared out; the gradient of a weight is the sum of such shares over all positions."), ...rows];
    }
    const terms = channels.slice(0, MOST_CHANNELS).map((c) => `${text(c.sum)} (channel ${c.k})`);
    if (rest.length > 0) terms.push(`${text(rest.reduce((total, c) => total + c.sum, 0))} (${rest.length} more channels)`);
    return [line(`${terms.join(" + ")} + ${text(bias[f])} (bias) = `, strong(at(y, state.row, state.column, f))), ...rows];
  },

  linear(layer, x, y, dy) {
    const f = state.channel;
    const pixel = (state.row * x.width + state.column) * x.channels;
    const terms = Array.from({ length: x.channels }, (unused, k) => {
      const w = layer.weight[k * y.channels + f];
      return { k, value: x.data[pixel + k], w, product: x.data[pixel + k] * w };
    });
    terms.sort((a, b) => Math.abs(b.product) - Math.abs(a.product));
    const top = terms.slice(0, 12);
    const rest = terms.slice(12).reduce((total, t) => total + t.product, 0);
    const head = state.gradient ? ["input", "x", "w", "dw = x · dy", "to the input: w · dy"] : ["input", "x", "w", "x · w"];
    const body = top.map((t) => [`unit ${t.k}`, ...(state.gradient ? [t.value, t.w, t.value * dy, t.w * dy] : [t.value, t.w, t.product]).map(text)]);
    const list = element("table", { className: "list" }, element("tr", {}, ...head.map((h) => element("th", { textContent: h }))),
      ...body.map((cells) => element("tr", {}, ...cells.map((c) => element("td", { textContent: c })))));
    const result = state.gradient
      ? line("What comes back to this number is dy = ", strong(dy), ".")
      : line(`the ${top.length} largest products and ${text(rest)} from ${Math.max(0, terms.length - 12)} more + ${text(layer.bias[f])} (bias) = `,
             strong(at(y, state.row, state.column, f)));
    return [result, list];
  },

  batchNorm(layer, x, y, dy) {
    const k = state.channel;
    const value = at(x, state.row, state.column, k);
    return state.gradient
      ? [line(`dx = factor · dy = ${text(layer.factor[k])} · ${text(dy)} = `, strong(layer.factor[k] * dy))]
      : [line(`factor · (x − mean) + shift = ${text(layer.factor[k])} · (${text(value)} − ${text(layer.mean[k])}) + ${text(layer.shift[k])} = `,
              strong(at(y, state.row, state.column, k))),
         line("The mean is the running mean of the channel; the factor is γ / √(running variance + ε), the shift β.")];
  },

  relu(layer, x, y, dy) {
    const value = at(x, state.row, state.column, state.channel);
    return state.gradient
      ? [line(value > 0 ? `x = ${text(value)} is above 0: dx = dy = ` : `x = ${text(value)} is not above 0: dx = `, strong(value > 0 ? dy : 0))]
      : [line(`max(0, ${text(value)}) = `, strong(Math.max(0, value)))];
  },

  maxPool(layer, x, y, dy) {
    const winner = largest(layer, x, state.row, state.column, state.channel);
    const patch = windowRows(layer, x, (index) => x.data[index + state.channel]);
    const back = windowRows(layer, x, (index) => (index + state.channel === winner ? dy : 0));
    return [
      state.gradient ? line("All of dy = ", strong(dy), " goes back to the largest number, the others get 0.")
                     : line("the largest of these numbers is ", strong(x.data[winner])),
      element("div", { className: "row" }, inputMap(layer, x, state.channel), table("input under the window", patch),
              state.gradient ? table("back to the input", back) : null),
    ];
  },

  averagePool(layer, x, y, dy) {
    const patch = windowRows(layer, x, (index) => x.data[index + state.channel]);
    const count = patch.flat().filter((v) => v !== null).length;
    return [
      state.gradient ? line(`Each of the ${count} numbers gets dy / ${count} = `, strong(dy / count))
                     : line(`the mean of these ${count} numbers is `, strong(sum(patch) / count)),
      element("div", { className: "row" }, inputMap(layer, x, state.channel), table("input under the window", patch)),
    ];
  },

  unchanged(layer, x, y) {
    const index = (state.row * y.width + state.column) * y.channels + state.channel;
    const channel = index % x.channels;
    const pixel = (index - channel) / x.channels;
    return [line(layer.name === "Flatten"
      ? `unit ${index} is channel ${channel} at row ${Math.floor(pixel / x.width)}, column ${pixel % x.width} of ${shape(x)}`
      : "Dropout zeroes nothing when the network answers: every number passes as it is.")];
  },
};

function showDetail() {
  const layer = network.layers[state.layer - 1];
  const y = values[state.layer];
  const here = y.height * y.width > 1 ? `, row ${state.row}, column ${state.column}` : "";
  const value = at(shown()[state.layer], state.row, state.column, state.channel);
  const title = element("h2", {
    textContent: `${layer ? `${layer.name} ${layer.detail}` : "picture"} · ${y.height * y.width > 1 ? "channel" : "unit"} ${state.channel}${here}`,
  });
  if (!layer) {
    const big = state.gradient ? map(gradients[0], state.channel, scaleOf(gradients[0].data), 200) : photo(pictures[state.picture], 200);
    const words = state.gradient
      ? "The gradient with respect to this channel of the picture: where more of it would raise what is chosen above (orange) or lower it (blue)."
      : "What the network sees is this picture after its preprocessing. Click a map or a number of a layer above.";
    $("detail").replaceChildren(title, line(words), element("span", { className: "map" }, big));
    return;
  }
  const x = values[state.layer - 1];
  const dy = at(gradients[state.layer], state.row, state.column, state.channel);
  const parts = DETAILS[layer.kind](layer, x, y, dy);
  const tools = element("p", { className: "tools" });
  if (y.height * y.width > 1) {
    tools.append(element("button", { id: "slide", textContent: state.timer ? "■ stop" : "▶ slide over all positions", onclick: slide }));
    const output = element("figure", {}, element("figcaption", { textContent: state.gradient ? "dy of this channel" : "output, this channel" }));
    const source = shown()[state.layer];
    output.append(
      clickable(map(source, state.channel, scaleOf(source.data), 160), y, { row: state.row, column: state.column, width: 1, height: 1 },
                (row, column) => select({ row, column })));
    const body = element("div", { className: "split" }, output, element("div", { className: "parts" }, ...parts));
    $("detail").replaceChildren(title, tools, body);
  } else {
    $("detail").replaceChildren(title, ...parts);
  }
  title.append(element("span", { className: "value", textContent: ` ${state.gradient ? "gradient" : "value"} ${text(value)}` }));
}

/** Moves the window over the output, row by row. */
function slide() {
  if (state.timer) {
    clearInterval(state.timer);
    state.timer = 0;
    showDetail();
    return;
  }
  state.timer = setInterval(() => {
    const y = values[state.layer];
    const next = (state.row * y.width + state.column + 1) % (y.width * y.height);
    state.row = Math.floor(next / y.width);
    state.column = next % y.width;
    showDetail();
  }, 200);
  showDetail();
}

/** Looks at something else. */
function select(change) {
  if (state.timer && ("layer" in change || "picture" in change)) {
    clearInterval(state.timer);
    state.timer = 0;
  }
  Object.assign(state, change);
  if ("picture" in change || "target" in change) compute();
  showPictures();
  showTargets();
  showOverview();
  showDetail();
}

// ---- light or dark, as the page around it

function isDark() {
  try {
    const around = window.parent !== window && window.parent.document.body.dataset.jpThemeLight;
    if (around) return around === "false";
  } catch {
    // a page of another origin does not tell
  }
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

function followTheme() {
  const apply = () => (document.documentElement.dataset.theme = isDark() ? "dark" : "light");
  apply();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", apply);
  try {
    if (window.parent !== window) new MutationObserver(apply).observe(window.parent.document.body, { attributes: true });
  } catch {
    // as above
  }
}

$("gradient").onchange = (event) => select({ gradient: event.target.checked });
$("target").onchange = (event) => select({ target: event.target.value });
$("theme").onclick = () => {
  const root = document.documentElement;
  root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
};
followTheme();
compute();
const firstConvolution = network.layers.findIndex((layer) => layer.kind === "convolution") + 1;
const first = values[firstConvolution];
const strongest = first.data.reduce((best, v, i) => (Math.abs(v) > Math.abs(first.data[best]) ? i : best), 0);
const pixel = Math.floor(strongest / first.channels);
select({ layer: firstConvolution, row: Math.floor(pixel / first.width), column: pixel % first.width, channel: strongest % first.channels });
window.explorer = { network, state, select, values: () => values, gradients: () => gradients };
