package org.convmat.cli;

import com.google.common.collect.ImmutableList;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.io.AtomicFile;
import org.convmat.view.picture.PictureFiles;
import org.jspecify.annotations.Nullable;

/**
 * Which pictures become which files, settled before any is touched: no two results have one name,
 * and no result takes the place of a picture that is read.
 *
 * @param list what is to be done, in order
 * @param output the file, or the folder
 * @param manyWanted whether one broken picture must not stop the rest
 */
record PictureJobs(List<Job> list, Path output, boolean manyWanted) {

  /** One picture. */
  record Job(Path from, Path to) {}

  /**
   * Finds the pictures.
   *
   * @throws InvalidInputException if there are none, or a result would take the place of something
   */
  static PictureJobs of(List<String> inputs, String output) {
    boolean folderNamed = output.endsWith("/") || output.endsWith(File.separator);
    Path target = ArrayInput.path(output);
    boolean many = inputs.size() > 1 || inputs.stream().anyMatch(PictureJobs::standsForMany);
    if (!many && !folderNamed && !Files.isDirectory(target)) {
      Job job = new Job(ArrayInput.path(inputs.get(0)), target);
      checkFile(job);
      return new PictureJobs(ImmutableList.of(job), target, false);
    }
    checkFolder(target);
    List<Job> jobs = new ArrayList<>();
    for (String input : inputs) {
      for (Path from : files(input)) {
        jobs.add(new Job(from, target.resolve(from.getFileName())));
      }
    }
    checkNames(jobs);
    return new PictureJobs(ImmutableList.copyOf(jobs), target, many);
  }

  /** Makes the folder that the results go to, if there is none yet. */
  void makeFolder() {
    Path folder = list.get(0).to().getParent();
    if (folder != null && !folder.equals(output.getParent()) && !Files.exists(folder)) {
      try {
        Files.createDirectory(folder);
      } catch (IOException e) {
        throw new InvalidInputException(folder + ": the folder cannot be made: " + e, e);
      }
    }
  }

  private static boolean standsForMany(String input) {
    Path path = literal(input);
    return path == null || Files.isDirectory(path);
  }

  /** The file or folder of that very name; null for a pattern. */
  private static @Nullable Path literal(String input) {
    boolean pattern = input.contains("*") || input.contains("?") || input.contains("[");
    if (pattern && !new File(input).exists()) {
      return null;
    }
    return ArrayInput.path(input);
  }

  private static List<Path> files(String input) {
    Path path = literal(input);
    if (path == null) {
      int slash = input.lastIndexOf('/');
      Path folder = ArrayInput.path(slash < 0 ? "." : input.substring(0, slash + 1));
      return list(input, slash < 0 ? Path.of("") : folder, folder, input.substring(slash + 1));
    }
    return Files.isDirectory(path)
        ? list(input, path, path, "*.{png,PNG,jpg,JPG,jpeg,JPEG}")
        : ImmutableList.of(path);
  }

  private static List<Path> list(String input, Path prefix, Path folder, String pattern) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, pattern)) {
      for (Path entry : entries) {
        if (!Files.isDirectory(entry)) {
          found.add(prefix.resolve(entry.getFileName()));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new InvalidInputException(input + ": the folder " + folder + " cannot be read", e);
    } catch (PatternSyntaxException e) {
      throw new InvalidInputException(input + ": is no pattern: " + e.getDescription(), e);
    }
    if (found.isEmpty()) {
      throw new InvalidInputException(
          "%s: finds no picture; a folder must hold .png, .jpg or .jpeg", input);
    }
    return ImmutableList.sortedCopyOf(found);
  }

  private static void checkFolder(Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new InvalidInputException(
          "%s: is a file; several pictures need a folder to go to", folder);
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (!Files.exists(folder) && parent != null && !Files.isDirectory(parent)) {
      throw new InvalidInputException(
          "%s: cannot be made, there is no directory %s", folder, parent);
    }
  }

  private static void checkNames(List<Job> jobs) {
    Map<Path, Path> taken = new HashMap<>();
    for (Job job : jobs) {
      Path other = taken.put(job.to(), job.from());
      if (other != null) {
        throw new InvalidInputException(
            "%s and %s would both become %s; give them folders of their own",
            other, job.from(), job.to());
      }
      checkFormat(job);
      checkOther(job);
    }
  }

  private static void checkFile(Job job) {
    checkFormat(job);
    checkOther(job);
    AtomicFile.check(job.to());
  }

  private static void checkFormat(Job job) {
    if (PictureFiles.named(job.to()).isEmpty()) {
      throw new InvalidInputException(
          "%s: the name of a picture must end in .png, .jpg or .jpeg", job.to());
    }
  }

  /** A picture is never written over itself, by whatever name. */
  private static void checkOther(Job job) {
    try {
      if (Files.exists(job.to())
          && Files.exists(job.from())
          && Files.isSameFile(job.from(), job.to())) {
        throw new InvalidInputException(
            "%s: is the picture that is read; write to another file", job.to());
      }
    } catch (IOException e) {
      throw new InvalidInputException(job.to() + ": cannot be looked at: " + e, e);
    }
  }
}
