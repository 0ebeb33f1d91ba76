package org.convmat.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Geometry;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.ElementType;
import org.convmat.spi.Feature;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final Set<Feature> DENSE_SPARSE =
      EnumSet.of(Feature.DENSE_DOUBLE, Feature.SPARSE_DOUBLE);
  private static final long GIGABYTE = 1L << 30;

  private static Geometry square(int side, int kernel, int channels) {
    ConvolutionAxis axis = new ConvolutionAxis(side, side, kernel, 1, 1, kernel / 2);
    return new Geometry(List.of(axis, axis), channels, channels, 1);
  }

  private static Plan plan(Geometry geometry, Set<Feature> features, long memory) {
    return Plan.of(geometry, ElementType.DOUBLE, 1, features, memory);
  }

  /** 224x224, 3x3, 'same': dense 20 GB, CSR 5.4 MB. Entries: (3*224 - 2)^2. */
  @Test
  void numbersOfTheTextbookCase() {
    Plan plan = plan(square(224, 3, 1), DENSE_SPARSE, GIGABYTE);
    FormCost sparse = plan.cost(Form.SPARSE);
    assertEquals(670L * 670, sparse.stored());
    assertEquals(670L * 670 * 12 + (224L * 224 + 1) * 4, sparse.bytes());
    assertEquals(2 * 670L * 670, sparse.operations());
    FormCost dense = plan.cost(Form.DENSE);
    assertEquals(224L * 224 * 224 * 224, dense.stored());
    assertEquals(8 * 224L * 224 * 224 * 224, dense.bytes());
    assertTrue(dense.obstacle().orElseThrow().contains("2517630976 entries"));
  }

  @Test
  void aFormThatCannotFitIsRefusedWithTheNumbersAndTheOneThatWould() {
    Plan plan = plan(square(100, 3, 1), DENSE_SPARSE, 100L << 20);
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> plan.choose(Optional.of(Form.DENSE)));
    assertTrue(e.getMessage().contains("801065648"), e.getMessage());
    assertTrue(e.getMessage().contains("104857600 are available"), e.getMessage());
    assertTrue(e.getMessage().contains("form would fit"), e.getMessage());
  }

  @Test
  void whatCouldNeverExistIsDescribedWithoutOverflow() {
    Plan plan = plan(square(Integer.MAX_VALUE, 3, 1000), DENSE_SPARSE, Long.MAX_VALUE);
    assertEquals(Long.MAX_VALUE, plan.cost(Form.DENSE).stored());
    assertTrue(plan.forms().stream().noneMatch(FormCost::feasible));
    assertThrows(InvalidInputException.class, () -> plan.choose(Optional.empty()));
  }

  @Test
  void autoTakesWhatEachCaseIsKnownFor() {
    assertEquals(Form.SPARSE, choice(square(512, 3, 1), DENSE_SPARSE));
    assertEquals(Form.LOWERED, choice(square(56, 3, 64), DENSE_SPARSE));
    assertEquals(Form.LOWERED, choice(square(512, 3, 1), EnumSet.of(Feature.DENSE_DOUBLE)));
    EnumSet<Feature> structured = EnumSet.of(Feature.DENSE_DOUBLE, Feature.STRUCTURED_DOUBLE);
    assertEquals(Form.STRUCTURED, choice(square(56, 3, 64), structured));
  }

  private static Form choice(Geometry geometry, Set<Feature> features) {
    return plan(geometry, features, GIGABYTE).choose(Optional.empty()).form();
  }

  @Test
  void floatIsWidenedWhereTheBackendLacksIt() {
    Set<Feature> features =
        EnumSet.of(Feature.DENSE_DOUBLE, Feature.DENSE_FLOAT, Feature.SPARSE_DOUBLE);
    Plan plan = Plan.of(square(9, 3, 1), ElementType.FLOAT, 1, features, GIGABYTE);
    assertEquals(ElementType.FLOAT, plan.cost(Form.LOWERED).computedIn());
    assertEquals(ElementType.DOUBLE, plan.cost(Form.SPARSE).computedIn());
    assertFalse(plan.cost(Form.STRUCTURED).feasible());
  }
}
