import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { UNKNOWN } from '../../format/numbers';
import { dayAndTime } from '../../format/times';

export interface LineChartProps {
  /** Milliseconds of the epoch, rising. */
  times: readonly number[];
  values: readonly (number | null)[];
  show: (value: number) => string;
  /** Prices hold until the next one, worths are joined. */
  stepped?: boolean;
  /** Upright lines: where days begin. Milliseconds. */
  marks?: readonly number[];
  /** A level line to compare with. */
  level?: number | null;
  height?: number;
  /** What the values are, for the legend. */
  name: string;
}

/** A line over time, drawn on a canvas. It tells nothing to who cannot see it: a table has to stand beside it. */
export default function LineChart(props: LineChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    const target = box.current;
    if (!target) {
      return;
    }
    const draw = (): void => {
      chart.current?.destroy();
      chart.current = new uPlot(options(target, latest), dataOf(latest.current), target);
    };
    draw();
    const sizes = new ResizeObserver(() =>
      chart.current?.setSize({ width: target.clientWidth, height: latest.current.height ?? HEIGHT }),
    );
    sizes.observe(target);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', draw);
    return () => {
      dark.removeEventListener('change', draw);
      sizes.disconnect();
      chart.current?.destroy();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    chart.current?.setData(dataOf(props));
  }, [props.times, props.values, props.level, props.marks]);

  // The level is said in words beside the chart, not in its legend.
  return <div ref={box} aria-hidden className="min-w-0 [&_.u-series:nth-child(3)]:hidden!" />;
}

const HEIGHT = 220;

/** uPlot counts seconds. */
function dataOf({ times, values, level }: LineChartProps): uPlot.AlignedData {
  return [
    times.map((time) => time / 1000),
    [...values],
    times.map(() => level ?? null),
  ];
}

function options(target: HTMLElement, latest: { current: LineChartProps }): uPlot.Options {
  const colour = (name: string): string => getComputedStyle(target).getPropertyValue(name).trim();
  const { name, show, stepped = false, height = HEIGHT } = latest.current;
  const font = '11px ' + getComputedStyle(target).fontFamily;
  const axis = {
    stroke: colour('--soft'),
    font,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  };
  return {
    width: target.clientWidth || 320,
    height,
    legend: { show: true, live: true },
    cursor: { y: false, points: { size: 7 } },
    padding: [8, 8, 0, 0],
    scales: { x: { time: true }, y: { range: (_, min, max) => padded(min, max) } },
    axes: [
      { ...axis, space: 64 },
      { ...axis, size: 74, values: (_, splits) => splits.map(show) },
    ],
    series: [
      { label: 'Time', value: (plot, at) => dayAndTime(new Date((at ?? lastOf(plot, 0) ?? 0) * 1000).toISOString()) },
      {
        label: name,
        stroke: colour('--accent'),
        width: 1.5,
        fill: colour('--accent-tint'),
        fillTo: (plot) => plot.scales.y?.min ?? 0,
        points: { show: false },
        value: (plot, value, _, at) => shown(at === null ? lastOf(plot, 1) : value, show),
        ...(stepped ? { paths: uPlot.paths.stepped?.({ align: 1 }) } : {}),
      },
      { stroke: colour('--edge'), width: 1, dash: [4, 4], points: { show: false } },
    ],
    hooks: { drawAxes: [(plot) => drawMarks(plot, latest.current.marks ?? [], colour('--edge'))] },
  };
}

const shown = (value: number | null | undefined, show: (value: number) => string): string =>
  value === null || value === undefined ? UNKNOWN : show(value);

/** While nobody points at the chart its legend tells the newest. */
const lastOf = (plot: uPlot, series: number): number | null | undefined => plot.data[series]?.at(-1);

/** Some air above and below, also for a line that does not move. */
function padded(min: number | null, max: number | null): [number, number] {
  if (min === null || max === null) {
    return [0, 1];
  }
  const air = (max - min) * 0.1 || Math.max(Math.abs(max) * 0.001, 0.01);
  return [min - air, max + air];
}

function drawMarks(plot: uPlot, marks: readonly number[], colour: string): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.setLineDash([2, 3]);
  for (const mark of marks) {
    const x = Math.round(plot.valToPos(mark / 1000, 'x', true));
    if (x > bbox.left && x < bbox.left + bbox.width) {
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
    }
  }
  ctx.restore();
}
