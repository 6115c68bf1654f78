package gradus.report;

import gradus.data.Npz;

/**
 * The result of a run.
 *
 * @param run its record
 * @param snapshot the part of its network kept for pictures
 */
record RunResult(RunRecord run, Npz snapshot) {}
