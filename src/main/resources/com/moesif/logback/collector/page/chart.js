// A bar for each second, on a scale of round numbers; drawn anew only where it has changed.

const SVG = 'http://www.w3.org/2000/svg';
const HEIGHT = 60;
const STEP = 5;
const bars = [];

/** The end of the scale: a few actions a second must not look like many. */
export function top(most) {
  if (most <= 10) {
    return 10;
  }
  const unit = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 5, 10].map((times) => times * unit).find((round) => round >= most);
}

export function draw(svg, perSecond) {
  while (bars.length < perSecond.length) {
    const bar = document.createElementNS(SVG, 'rect');
    bar.setAttribute('x', bars.length * STEP + 0.5);
    bar.setAttribute('width', STEP - 1);
    bars.push(bar);
    svg.append(bar);
  }
  const most = top(Math.max(...perSecond));
  perSecond.forEach((count, i) => {
    // One action in a busy minute is still seen.
    const height = count === 0 ? 0.75 : Math.max(2, (count / most) * HEIGHT);
    const value = height.toFixed(2);
    if (bars[i].getAttribute('height') !== value) {
      bars[i].setAttribute('height', value);
      bars[i].setAttribute('y', (HEIGHT - height).toFixed(2));
      bars[i].setAttribute('class', count === 0 ? 'none' : '');
    }
  });
}
